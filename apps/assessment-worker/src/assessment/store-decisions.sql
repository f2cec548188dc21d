-- Decisions and the purchases they are about, in one transaction. A request that was decided before, by this worker or by
-- another, keeps its decision and gives that back: the no-op update is what makes PostgreSQL wait for the other writer and
-- return its row. Null for a request that was not.
-- $4 events and $5 snapshots are lines: of JSON in an array every quotation mark would be escaped, and read as such here.
with decided as (
  select *
  from unnest(
    $1::uuid[], $2::uuid[], $3::uuid[], string_to_array($4, e'\n'), string_to_array($5, e'\n'), $6::text[], $7::timestamptz[],
    $8::uuid[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::timestamptz[]
  ) with ordinality as decided (
    authorization_id, decision_id, customer_id, event, snapshot, snapshot_hash, decided_at,
    card_id, amount_minor, currency, merchant_id, mcc, merchant_country, entry_mode, requested_at, position
  )
),
stored as (
  insert into decisions (authorization_id, decision_id, customer_id, event, snapshot, snapshot_hash, decided_at)
  select authorization_id, decision_id, customer_id, event::json, snapshot, snapshot_hash, decided_at
  from decided
  order by authorization_id
  on conflict (authorization_id) do update set authorization_id = excluded.authorization_id
  returning authorization_id, case when old.authorization_id is not null then old.event end as kept_event
),
attempted as (
  insert into purchases (
    authorization_id, customer_id, card_id, amount_minor, currency, merchant_id, mcc, merchant_country, entry_mode,
    requested_at
  )
  select
    authorization_id, customer_id, card_id, amount_minor, currency, merchant_id, mcc, merchant_country, entry_mode,
    requested_at
  from decided
  order by authorization_id
  on conflict (authorization_id) do update set
    amount_minor = excluded.amount_minor,
    currency = excluded.currency,
    merchant_id = excluded.merchant_id,
    mcc = excluded.mcc,
    merchant_country = excluded.merchant_country,
    entry_mode = excluded.entry_mode,
    requested_at = excluded.requested_at
    where purchases.requested_at is null
)
select stored.kept_event
from decided
join stored using (authorization_id)
order by decided.position
