-- $1 key id. Revoking twice keeps the first time; no row: there is no such key. What an operator revokes no setting brings back.
update api_keys
set revoked_at = coalesce(revoked_at, current_instant()), replaced_by_settings = false
where id = $1
returning id as key_id
