-- One stored decision, by its own id or by that of its authorization.
select
  authorization_id,
  decision_id,
  decided_at,
  event,
  snapshot,
  snapshot_hash
from decisions
where $1::uuid in (decision_id, authorization_id)
