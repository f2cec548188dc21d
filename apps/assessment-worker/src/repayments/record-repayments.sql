-- A repayment that is new adds to what the customer paid back in all. Repayments are locked before debts, each by id.
with recorded as (
  insert into repayments (repayment_id, customer_id, account_id, amount_minor, currency, repaid_at)
  select repayment_id, customer_id, account_id, amount_minor, currency, repaid_at
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::timestamptz[])
    as told (repayment_id, customer_id, account_id, amount_minor, currency, repaid_at)
  order by repayment_id
  on conflict (repayment_id) do nothing
  returning customer_id, amount_minor
)
insert into customer_debts as known (customer_id, cleared_minor, repaid_minor)
select customer_id, 0, sum(amount_minor)
from recorded
group by customer_id
order by customer_id
on conflict (customer_id) do update set repaid_minor = known.repaid_minor + excluded.repaid_minor
