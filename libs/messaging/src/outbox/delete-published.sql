-- Deletes rows that were published long ago, looking at the next rows in order and past those that stay: one that was refused is
-- kept for the audit, one that is not published yet still has to be. $1 days to keep, $2 rows to look at, $3 the row after
-- which to look. `last` is null, and `done` true, when there is nothing older left to look at.
WITH next_rows AS (
  SELECT seq, created_at, published_at FROM outbox WHERE seq > $3::bigint ORDER BY seq LIMIT $2::integer
), deleted AS (
  DELETE FROM outbox
  USING next_rows
  WHERE outbox.seq = next_rows.seq AND next_rows.published_at < now() - $1::integer * interval '1 day'
  RETURNING 1
)
SELECT
  (SELECT count(*) FROM deleted) AS deleted,
  max(seq) AS last,
  count(*) < $2::integer OR bool_or(created_at >= now() - $1::integer * interval '1 day') AS done
FROM next_rows
