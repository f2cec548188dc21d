-- Hands everything back at once, so that the others need not wait for the leases to end. $1 instance.
WITH gone AS (
  DELETE FROM outbox_relay WHERE instance_id = $1
)
UPDATE outbox_lease
SET owner = NULL, expires_at = NULL, fencing_token = fencing_token + 1
WHERE owner = $1
