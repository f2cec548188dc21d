-- Says that this relay lives, renews what it holds, and takes or gives back buckets until it has its fair share.
-- $1 instance, $2 lease in milliseconds. One row for each bucket that is held after it, or was given back (held = false).
WITH presence AS (
  INSERT INTO outbox_relay (instance_id, expires_at)
  VALUES ($1, now() + $2::integer * interval '1 millisecond')
  ON CONFLICT (instance_id) DO UPDATE SET expires_at = excluded.expires_at
), forgotten AS (
  DELETE FROM outbox_relay WHERE expires_at < now() - interval '1 minute' AND instance_id <> $1
), living AS (
  SELECT count(*) + 1 AS relays FROM outbox_relay WHERE expires_at > now() AND instance_id <> $1
), within_reach AS (
  SELECT bucket, coalesce(owner = $1 AND expires_at > now(), false) AS mine
  FROM outbox_lease
  WHERE owner IS NULL OR owner = $1 OR expires_at <= now()
  ORDER BY bucket
  FOR UPDATE SKIP LOCKED
), shared AS (
  SELECT
    bucket,
    mine,
    row_number() OVER (ORDER BY mine DESC, bucket)
      <= ceil((SELECT count(*) FROM outbox_lease)::numeric / relays) AS held
  FROM within_reach, living
)
UPDATE outbox_lease AS lease
SET
  owner = CASE WHEN shared.held THEN $1 END,
  expires_at = CASE WHEN shared.held THEN now() + $2::integer * interval '1 millisecond' END,
  fencing_token = lease.fencing_token + CASE WHEN shared.held AND shared.mine THEN 0 ELSE 1 END
FROM shared
WHERE lease.bucket = shared.bucket AND (shared.held OR shared.mine)
RETURNING lease.bucket, lease.fencing_token AS "fencingToken", shared.held
