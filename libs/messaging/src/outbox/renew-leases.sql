-- Renews presence and leases while a batch is on its way, without moving any bucket. $1 instance, $2 lease in milliseconds.
WITH presence AS (
  UPDATE outbox_relay SET expires_at = now() + $2::integer * interval '1 millisecond' WHERE instance_id = $1
)
UPDATE outbox_lease
SET expires_at = now() + $2::integer * interval '1 millisecond'
WHERE owner = $1 AND expires_at > now()
RETURNING bucket, fencing_token AS "fencingToken"
