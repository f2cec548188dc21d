-- Claims one key per row of the input: at most one call at a time has the claim. A claim that lapsed without an answer
-- is taken over; the call that lost it finds another claim_id in the row and has no effect.
with input as (
  select *
  from unnest($1::uuid[], $2::text[], $3::bytea[], $4::uuid[]) with ordinality
    as i (principal_id, idempotency_key, request_hash, claim_id, position)
),
claimed as (
  insert into idempotency_keys as k (principal_id, idempotency_key, request_hash, claim_id, claimed_at)
  select principal_id, idempotency_key, request_hash, claim_id, current_instant()
  from input
  order by principal_id, idempotency_key
  on conflict (principal_id, idempotency_key) do update
    set claim_id = excluded.claim_id, claimed_at = current_instant()
    where k.answer is null
      and k.request_hash = excluded.request_hash
      and k.claimed_at < current_instant() - make_interval(secs => $5)
  returning k.claim_id
)
select
  case
    when c.claim_id is not null then 'claimed'
    when k.request_hash <> i.request_hash then 'other_request'
    when k.answer is not null then 'answered'
    else 'in_flight'
  end as outcome,
  k.answer
from input i
left join claimed c on c.claim_id = i.claim_id
left join idempotency_keys k using (principal_id, idempotency_key)
order by i.position
