-- A purchase that a candidate has judged before keeps that verdict and gives it back, as with decisions.
with judged as (
  select *
  from unnest($1::uuid[], $2::text[], $3::uuid[], $4::jsonb[], $5::timestamptz[]) with ordinality
    as judged (authorization_id, candidate_version, verdict_id, event, shadowed_at, position)
),
stored as (
  insert into shadow_verdicts (authorization_id, candidate_version, verdict_id, event, shadowed_at)
  select authorization_id, candidate_version, verdict_id, event, shadowed_at
  from judged
  order by authorization_id
  on conflict (authorization_id, candidate_version) do update set authorization_id = excluded.authorization_id
  returning authorization_id, candidate_version, verdict_id, event
)
select stored.verdict_id, stored.event
from judged
join stored using (authorization_id, candidate_version)
order by judged.position
