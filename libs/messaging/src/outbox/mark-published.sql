-- Marks rows that Kafka has acknowledged, but only in buckets that are still held under the same token.
-- $1 sequence numbers, $2 instance, $3 buckets and $4 their fencing tokens.
-- The buckets come from a subquery that is run once: joined, the planner may read the whole outbox to find the rows.
WITH marked AS (
  UPDATE outbox
  SET published_at = now()
  WHERE
    outbox.seq = ANY ($1::bigint[])
    AND outbox.bucket = ANY (
      ARRAY(
        SELECT lease.bucket
        FROM outbox_lease AS lease
        JOIN unnest($3::smallint[], $4::bigint[]) AS held (bucket, fencing_token)
          ON lease.bucket = held.bucket AND lease.fencing_token = held.fencing_token
        WHERE lease.owner = $2
      )
    )
  RETURNING 1
)
SELECT count(*) AS marked FROM marked
