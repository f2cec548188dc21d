-- What a customer was charged and paid back in all, kept up with every clearing and repayment: nobody adds up a life again for
-- each purchase.

-- Until this is done nothing may be told that would be counted twice, or not at all.
lock table purchases, repayments;

-- What merchants collected of an authorization: a debt since the first part. Not columns of its purchase: an update of what is
-- indexed there is five entries in indexes.
create table clearings (
  authorization_id uuid primary key,
  customer_id uuid not null,
  cleared_minor bigint not null check (cleared_minor > 0),
  cleared_at timestamptz not null
) with (autovacuum_vacuum_insert_scale_factor = 0.02);
insert into clearings (authorization_id, customer_id, cleared_minor, cleared_at)
select authorization_id, customer_id, closed_minor, closed_at
from purchases
where closing = 'cleared' and closed_minor > 0;
create index clearings_of_customer on clearings (customer_id, cleared_at) include (cleared_minor);

-- How an authorization ended otherwise, no assessment looks at.
alter table purchases
  drop column closing,
  drop column closed_minor,
  drop column closed_at;

create table customer_debts (
  customer_id uuid primary key,
  cleared_minor bigint not null,
  repaid_minor bigint not null
) with (fillfactor = 70); -- Room for the next state of a row on its page.
insert into customer_debts (customer_id, cleared_minor, repaid_minor)
select customer_id, sum(cleared_minor), sum(repaid_minor)
from (
  select customer_id, cleared_minor, 0 as repaid_minor from clearings
  union all
  select customer_id, 0, amount_minor from repayments
) as told
group by customer_id;
