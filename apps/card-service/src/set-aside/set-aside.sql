-- $1 kind, $2 id, $3 why, $4 minutes until it is tried again. `first`: it was not aside before.
insert into set_aside (kind, id, reason, try_again_at)
values ($1, $2, $3, current_instant() + $4::integer * interval '1 minute')
on conflict (kind, id) do update set reason = excluded.reason, try_again_at = excluded.try_again_at
returning old.id is null as first
