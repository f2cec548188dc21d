-- $1 key id, $2 hash, $3 role, $4 customer id, $5 party id, $6 signing secret (encrypted), $7 name, $8 scheme, $9 expiry,
-- $10 the answer (encrypted), $11 … $13 the claim: principal, Idempotency-Key, claim id; $14 and $15 a merchant's id and MCC.
-- A name makes a new party under the id $5; without one the party must exist and be of the key's role. A merchant that
-- nobody has bound to an id yet can be bound by a further key; one that is bound stays what it is.
with claimed as (
  select principal_id, idempotency_key
  from idempotency_keys
  where principal_id = $11::uuid and idempotency_key = $12::text and claim_id = $13::uuid and answer is null
  for update
),
allowed as (
  select from claimed
  where ($9::timestamptz is null or $9::timestamptz > current_instant())
    and ($4::uuid is null or exists (select from customers where id = $4::uuid))
    and (
      $5::uuid is null
      or $7::text is not null
      or exists (
        select from parties
        where
          id = $5::uuid and kind = $3::text
          and ($14::text is null or merchant_id is null or (merchant_id, mcc) = ($14::text, $15::char(4)))
      )
    )
),
bound as (
  update parties p
  set merchant_id = $14::text, mcc = $15::char(4)
  from allowed
  where p.id = $5::uuid and $14::text is not null and p.merchant_id is null
),
new_party as (
  insert into parties (id, kind, name, scheme, merchant_id, mcc)
  select $5::uuid, $3::text, $7::text, $8::text, $14::text, $15::char(4)
  from allowed
  where $7::text is not null
),
issued as (
  insert into api_keys (id, key_hash, role, party_id, customer_id, signing_secret_ciphertext, expires_at)
  select $1::uuid, $2::bytea, $3::text, $5::uuid, $4::uuid, $6::bytea, $9::timestamptz
  from allowed
  returning id
),
kept as (
  insert into issued_key_answers (key_id, answer_ciphertext)
  select id, $10::bytea from issued
),
answered as (
  update idempotency_keys k
  set answer = jsonb_build_object('keyId', i.id)
  from issued i, claimed c
  where k.principal_id = c.principal_id and k.idempotency_key = c.idempotency_key
)
select
  case
    when not exists (select from claimed) then 'claim_lost'
    when exists (select from issued) then 'issued'
    when $9::timestamptz <= current_instant() then 'expires_too_early'
    when $14::text is not null and exists (select from parties where id = $5::uuid and kind = $3::text)
      then 'bound_otherwise'
    else 'holder_unknown'
  end as outcome
