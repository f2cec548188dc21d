-- $1 key id, $2 hash, $3 role, $4 customer id, $5 party id, $6 signing secret (encrypted), $7 name, $8 scheme.
-- A name makes a new party under the id $5; without one the party must exist and be of the key's role.
-- No row: the customer or the party is unknown.
with new_party as (
  insert into parties (id, kind, name, scheme)
  select $5::uuid, $3::text, $7::text, $8::text
  where $7::text is not null
  returning id
)
insert into api_keys (id, key_hash, role, party_id, customer_id, signing_secret_ciphertext)
select $1::uuid, $2::bytea, $3::text, $5::uuid, $4::uuid, $6::bytea
where ($4::uuid is null or exists (select from customers where id = $4::uuid))
  and (
    $5::uuid is null
    or exists (select from new_party)
    or exists (select from parties where id = $5::uuid and kind = $3::text)
  )
returning id as key_id
