-- Reversals whose message can come no more: a message may be seven days old. At most $1; several instances may sweep at once.
delete from reversals
where (network_id, acquirer_id, transmitted_at, stan, terminal_id) in (
  select network_id, acquirer_id, transmitted_at, stan, terminal_id
  from reversals
  -- A clock that is ahead by seven days may have sent it.
  where received_at < current_instant() - interval '15 days'
  order by received_at
  limit $1::integer
  for update skip locked
)
returning network_id
