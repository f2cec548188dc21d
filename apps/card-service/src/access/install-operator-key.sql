-- $1 key id, $2 hash. The key of the settings is an operator's; one that the settings held before is replaced by it, and comes
-- back when the settings name it again. A key that an operator revoked stays revoked, whatever the settings say.
with replaced as (
  update api_keys
  set revoked_at = current_instant(), replaced_by_settings = true
  where from_settings and key_hash <> $2 and revoked_at is null
)
insert into api_keys as k (id, key_hash, role, from_settings)
values ($1, $2, 'operator', true)
on conflict (key_hash) do update
  set revoked_at = null, replaced_by_settings = false
  where k.replaced_by_settings
returning id as key_id
