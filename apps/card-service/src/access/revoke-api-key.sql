-- $1 key id. Revoking twice keeps the first time; no row: there is no such key.
update api_keys
set revoked_at = coalesce(revoked_at, now())
where id = $1
returning id as key_id
