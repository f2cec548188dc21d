insert into repayments (repayment_id, customer_id, account_id, amount_minor, currency, repaid_at)
select repayment_id, customer_id, account_id, amount_minor, currency, repaid_at
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::timestamptz[])
  as told (repayment_id, customer_id, account_id, amount_minor, currency, repaid_at)
order by repayment_id
on conflict (repayment_id) do nothing
