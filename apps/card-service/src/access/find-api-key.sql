-- $1 hash of the key. Revoked keys are not found.
select
  k.id as key_id,
  k.role,
  k.customer_id,
  k.party_id,
  k.signing_secret_ciphertext,
  p.name as party_name,
  p.scheme
from api_keys k
left join parties p on p.id = k.party_id
where k.key_hash = $1 and k.revoked_at is null
