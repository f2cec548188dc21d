-- available + held + owed = granted, for every account; the legs of every transaction sum to zero.
select format('account %s: %s available + %s held + %s owed is not %s granted',
              id, available_minor, held_minor, owed_minor, granted_minor) as violation
from accounts
where available_minor + held_minor + owed_minor <> granted_minor
   or least(available_minor, held_minor, owed_minor) < 0
union all
select format('ledger transaction %s sums to %s', transaction_id, sum(amount_minor))
from ledger_legs
group by transaction_id
having sum(amount_minor) <> 0
