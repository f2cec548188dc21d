-- What the fraud model's features are read from: purchases that reached the assessment, by customer and by merchant, and
-- reports that they were fraud.

alter table purchases
  -- A report may be the first that is told of a purchase, and says neither.
  alter column amount_minor drop not null,
  alter column currency drop not null,
  add constraint requested_with_amount check (
    requested_at is null or (amount_minor is not null and currency is not null)
  ),
  -- Features count milliseconds, as events carry them.
  add column requested_at_ms bigint
    generated always as (floor(extract(epoch from requested_at at time zone 'UTC') * 1000)::bigint) stored,
  -- What intake declined on its own never came to an assessment. A column of its own, because it stays as it is when the
  -- resolution comes: an update that changes nothing indexed need not touch the indexes.
  add column reached_assessment boolean not null
    generated always as (requested_at is not null and resolution_origin is distinct from 'intake') stored,
  -- The first report; before it nobody knew. Milliseconds since 1970.
  add column fraud_reported_at_ms bigint;

alter table purchases set (
  -- Room for the update that tells of its resolution, on the page where the purchase lies.
  fillfactor = 50,
  -- The indexes below answer without the table only where vacuum has been.
  autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_vacuum_scale_factor = 0.02
);

-- Both hold all that is read of an earlier purchase: the purchases of one customer or merchant lie all over the table.
create index assessed_purchases_of_customer on purchases (customer_id, requested_at_ms)
  include (amount_minor, merchant_id, currency, fraud_reported_at_ms)
  where reached_assessment;
create index assessed_purchases_at_merchant on purchases (merchant_id, currency, requested_at_ms)
  include (amount_minor, customer_id, fraud_reported_at_ms)
  where reached_assessment;
