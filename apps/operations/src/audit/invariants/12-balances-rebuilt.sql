-- Rebuilding the balances from the legs alone gives the balances.
select format('account %s: the ledger says available %s, held %s, owed %s', c.id, l.available, l.held, l.owed) as violation
from accounts c
left join lateral (
  select coalesce(-sum(amount_minor) filter (where ledger_account = 'granted'), 0) as granted,
         coalesce(sum(amount_minor) filter (where ledger_account = 'available'), 0) as available,
         coalesce(sum(amount_minor) filter (where ledger_account = 'held'), 0) as held,
         coalesce(sum(amount_minor) filter (where ledger_account = 'owed'), 0) as owed
  from ledger_legs
  where account_id = c.id
) l on true
where (c.granted_minor, c.available_minor, c.held_minor, c.owed_minor) is distinct from (l.granted, l.available, l.held, l.owed)
