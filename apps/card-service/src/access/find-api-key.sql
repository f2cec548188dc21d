-- $1 hashes of keys. One row for each, in order; revoked and expired keys are not found, and their key_id is null.
select
  k.id as key_id,
  k.role,
  k.customer_id,
  k.party_id,
  k.signing_secret_ciphertext,
  p.name as party_name,
  p.scheme,
  p.merchant_id,
  p.mcc,
  extract(epoch from k.expires_at - current_instant())::float8 * 1000 as expires_in_ms
from unnest($1::bytea[]) with ordinality as i (key_hash, position)
left join api_keys k
  on k.key_hash = i.key_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > current_instant())
left join lateral (select * from parties where id = k.party_id limit 1) p on true
order by i.position
