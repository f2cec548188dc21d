-- What a sweep could not end, though nothing but the row itself stood in its way. It is left alone until `try_again_at`, so that it
-- holds up nobody behind it, and alarms.
create table set_aside (
  kind text not null check (kind in ('overdue_authorization', 'expired_hold', 'expired_card')),
  id uuid not null,
  reason text not null,
  since timestamptz not null default now(),
  try_again_at timestamptz not null,
  primary key (kind, id)
);
