-- $1 key id, $2 hash. The key of the settings is an operator's; one that the settings held before is revoked.
with replaced as (
  update api_keys
  set revoked_at = now()
  where from_settings and key_hash <> $2 and revoked_at is null
)
insert into api_keys (id, key_hash, role, from_settings)
values ($1, $2, 'operator', true)
on conflict (key_hash) do update set revoked_at = null
returning id as key_id
