-- available + held + owed = granted, for every account; the legs of every transaction sum to zero. An account is overdrawn only by
-- what had to be booked.
select format('account %s: %s available + %s held + %s owed is not %s granted',
              id, available_minor, held_minor, owed_minor, granted_minor) as violation
from accounts
where available_minor + held_minor + owed_minor <> granted_minor
   or least(held_minor, owed_minor, payable_minor) < 0
union all
select format('account %s is overdrawn by %s, and no message says why', a.id, -a.available_minor)
from accounts a
where a.available_minor < 0
  and not exists (select from authorizations f where f.account_id = a.id and f.forced)
  and not exists (select from movements m where m.account_id = a.id and m.beyond_hold_minor + m.added_minor > 0)
union all
select format('ledger transaction %s sums to %s', transaction_id, sum(amount_minor))
from ledger_legs
group by transaction_id
having sum(amount_minor) <> 0
