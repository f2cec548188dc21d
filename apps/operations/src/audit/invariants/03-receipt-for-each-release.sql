-- Each released hold has receipts that add up to it, and no other hold has one.
select format('hold %s of %s is %s, its receipts say %s', h.id, h.amount_minor, h.state, coalesce(sum(r.amount_minor), 0)) as violation
from holds h
left join hold_releases r on r.hold_id = h.id
group by h.id
having coalesce(sum(r.amount_minor), 0) <> case h.state when 'released' then h.amount_minor else 0 end
