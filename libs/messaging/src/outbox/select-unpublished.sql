-- The next rows of each bucket, in order. A lateral scan of the index for each bucket: sorting a backlog would cost more with every
-- row of it. $1 buckets, $2 rows of a bucket at most.
SELECT
  event.seq,
  event.id,
  event.bucket,
  event.aggregateid AS "customerId",
  event.type,
  event.payload,
  event.traceparent,
  event.created_at AS "createdAt"
FROM unnest($1::smallint[]) AS owned (bucket)
CROSS JOIN LATERAL (
  SELECT *
  FROM outbox
  WHERE outbox.bucket = owned.bucket AND refusal IS NULL
  ORDER BY seq
  LIMIT $2::integer
) AS event
ORDER BY event.seq
