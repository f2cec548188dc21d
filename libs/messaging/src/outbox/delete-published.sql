-- Deletes rows that were published long ago, looking at the oldest rows only. $1 days to keep, $2 rows to look at.
WITH oldest AS (
  SELECT seq, published_at FROM outbox ORDER BY seq LIMIT $2::integer
), deleted AS (
  DELETE FROM outbox
  USING oldest
  WHERE outbox.seq = oldest.seq AND oldest.published_at < now() - $1::integer * interval '1 day'
  RETURNING 1
)
SELECT count(*) AS deleted FROM deleted
