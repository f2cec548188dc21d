-- Sets the balances of accounts to what their ledger legs add up to, and gives those that were different. Without fault it
-- gives none. The locks are taken before the legs are read: by a statement of its own, in the same transaction.
update accounts a
set
  granted_minor = l.granted_minor, available_minor = l.available_minor, held_minor = l.held_minor,
  owed_minor = l.owed_minor, version = a.version + 1
from ledger_balances l
where
  l.account_id = a.id and a.id = any ($1::uuid[])
  and (a.granted_minor, a.available_minor, a.held_minor, a.owed_minor)
    is distinct from (l.granted_minor, l.available_minor, l.held_minor, l.owed_minor)
returning a.id as account_id
