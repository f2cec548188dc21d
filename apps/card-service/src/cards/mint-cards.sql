-- One card per row of the input, or what stood in its way; one row out per row in, in order. A number that is taken
-- leaves nothing behind: the caller tries again with a fresh one. A customer is in the input once; $17 and $18 are the most
-- cards that one may have open, and mint in 24 hours; $19 and $20 the hashes of the numbers under other generations of the
-- lookup key, with their places.
-- Locks: idempotency keys, accounts, then numbers in the order of their hashes, all before the first insert.
with input as (
  select *
  from unnest(
    $1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::text[], $8::text[], $9::integer[],
    $10::bytea[], $11::bytea[], $12::text[], $13::text[], $14::text[], $15::uuid[], $16::text[], $21::text[], $22::text[], $23::text[]
  ) with ordinality as i (
    principal_id, idempotency_key, claim_id, customer_id, card_id, cap_minor, currency, merchant_lock, validity_seconds,
    number_hash, number_ciphertext, vault_key_id, iin, last_four, event_id, traceparent, lookup_key_id, verification_key_id, uses, position
  )
),
claims as (
  select i.position
  from idempotency_keys k
  join input i using (principal_id, idempotency_key, claim_id)
  where k.answer is null
  order by k.principal_id, k.idempotency_key
  for update of k
),
locked as (
  select a.id, a.customer_id, a.currency, a.frozen_at
  from accounts a
  -- count(*) takes every key's lock before the first account's.
  where a.customer_id = any ($4::uuid[]) and (select count(*) from claims) > 0
  order by a.id
  for no key update
),
counted as materialized (
  select l.*, c.open_cards >= $17::integer as full_of_open, c.minted_lately >= $18::integer as minted_too_often
  from locked l
  cross join lateral card_counts(l.id) c
),
minted as (
  insert into cards (
    id, account_id, customer_id, cap_minor, currency, merchant_lock, valid_until, expiry,
    number_hash, number_ciphertext, vault_key_id, iin, last_four, lookup_key_id, verification_key_id, uses
  )
  select
    i.card_id, a.id, a.customer_id, i.cap_minor, a.currency, i.merchant_lock, v.valid_until,
    to_char(v.valid_until at time zone 'UTC', 'YYMM'),
    i.number_hash, i.number_ciphertext, i.vault_key_id, i.iin, i.last_four, i.lookup_key_id, i.verification_key_id, i.uses
  from input i
  join claims c using (position)
  join counted a on a.customer_id = i.customer_id
  cross join lateral (
    select date_trunc('milliseconds', current_instant() + make_interval(secs => i.validity_seconds)) as valid_until
  ) v
  where coalesce(i.currency, a.currency) = a.currency and a.frozen_at is null
    and not a.full_of_open and not a.minted_too_often
    and not exists (
      select
      from unnest($19::bytea[], $20::integer[]) as o (number_hash, position)
      join cards c on c.number_hash = o.number_hash
      where o.position = i.position
    )
  order by i.number_hash
  on conflict (number_hash) do nothing
  returning id, account_id, customer_id, state, cap_minor, currency, merchant_lock, valid_until, expiry, iin, last_four,
    version, minted_at, verification_key_id
),
events as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent)
  select i.event_id, outbox_bucket(m.customer_id), 'customer', m.customer_id, 'card.changed.v1',
    card_changed(
      m.customer_id, m.account_id, masked_card(m.id, m.iin, m.last_four), m.state, 'minted', m.version, m.minted_at
    ), i.traceparent
  from minted m
  join input i on i.card_id = m.id
  order by i.position
),
answered as (
  update idempotency_keys k
  set answer = jsonb_build_object('cardId', m.id)
  from minted m
  join input i on i.card_id = m.id
  where k.principal_id = i.principal_id and k.idempotency_key = i.idempotency_key
)
select
  case
    when c.position is null then 'claim_lost'
    when a.id is null then 'customer_unknown'
    when m.id is not null then 'minted'
    when a.frozen_at is not null then 'account_frozen'
    when i.currency <> a.currency then 'other_currency'
    when a.full_of_open then 'too_many_open'
    when a.minted_too_often then 'too_many_lately'
    else 'number_taken'
  end as outcome,
  m.customer_id as woken_customer_id, m.cap_minor, m.currency, m.merchant_lock, m.valid_until, m.expiry, m.verification_key_id
from input i
left join claims c using (position)
left join counted a on a.customer_id = i.customer_id
left join minted m on m.id = i.card_id
order by i.position
