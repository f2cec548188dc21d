-- What a sweep could not end waits for somebody to look at it.
select format('%s %s is set aside since %s: %s', kind, id, since, reason) as violation
from set_aside
