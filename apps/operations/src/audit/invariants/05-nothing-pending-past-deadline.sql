-- Nothing is pending past its deadline and one sweep ($1, milliseconds).
select format('authorization %s is pending, %s past its deadline', id, current_instant() - deadline_at) as violation
from authorizations
where state = 'pending' and deadline_at + $1 * interval '1 millisecond' < current_instant()
