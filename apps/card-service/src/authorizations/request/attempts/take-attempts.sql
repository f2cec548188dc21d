-- Takes attempts from the allowances of senders, which differ; one row out for each row in, in the same order. What is left
-- grows with time and with approvals, up to a limit.
-- $1 senders, $2 attempts wanted; since the sender's last time $3 approvals, and $4 attempts refused without asking;
-- $5 most attempts, $6 new ones a second, $7 for each approval.
with asked as materialized (
  select * from unnest($1::uuid[], $2::integer[], $3::integer[], $4::integer[]) with ordinality
    as a (network_id, wanted, approvals, refused, ordinal)
),
taken as (
  insert into attempt_allowances as kept (network_id, attempts, as_of, taken, refused)
  select
    network_id, $5::float8 - least($5::float8, wanted), current_instant(), least($5::float8, wanted),
    refused + wanted - least($5::float8, wanted)
  from asked
  order by network_id
  on conflict (network_id) do update
  set (attempts, as_of, taken, refused) = (
    select left_over.attempts - granted.attempts, moment.at, kept.taken + granted.attempts,
      kept.refused + a.refused + a.wanted - granted.attempts
    from asked a
    cross join lateral (select greatest(kept.as_of, current_instant()) as at) moment
    cross join lateral (
      select least(
        $5::float8, kept.attempts + extract(epoch from moment.at - kept.as_of) * $6::float8 + a.approvals * $7::float8
      ) as attempts
    ) left_over
    cross join lateral (select least(floor(left_over.attempts), a.wanted) as attempts) granted
    where a.network_id = kept.network_id
  )
  returning network_id, (new.taken - coalesce(old.taken, 0))::integer as granted
)
select granted from asked join taken using (network_id) order by ordinal
