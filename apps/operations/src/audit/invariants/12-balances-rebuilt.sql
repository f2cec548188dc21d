-- Rebuilding the balances from the legs alone gives the balances.
select
  format(
    'account %s: the ledger says available %s, held %s, owed %s, payable %s',
    c.id, coalesce(l.available_minor, 0), coalesce(l.held_minor, 0), coalesce(l.owed_minor, 0), coalesce(l.payable_minor, 0)
  ) as violation
from accounts c
left join ledger_balances l on l.account_id = c.id
where
  (c.granted_minor, c.available_minor, c.held_minor, c.owed_minor, c.payable_minor) is distinct from (
    coalesce(l.granted_minor, 0), coalesce(l.available_minor, 0), coalesce(l.held_minor, 0), coalesce(l.owed_minor, 0),
    coalesce(l.payable_minor, 0)
  )
