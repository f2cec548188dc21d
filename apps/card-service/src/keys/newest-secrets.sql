-- The newest signing secrets that the vault key of the settings has to open; at most $1.
select id as key_id, signing_secret_ciphertext
from api_keys
where role in ('network', 'merchant') and revoked_at is null
order by id desc
limit $1::integer
