-- What was released of each hold is what its receipts say.
select format('hold %s released %s, its receipts say %s', h.id, h.released_minor, coalesce(sum(r.amount_minor), 0)) as violation
from holds h
left join hold_releases r on r.hold_id = h.id
group by h.id
having coalesce(sum(r.amount_minor), 0) <> h.released_minor
