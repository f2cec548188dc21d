-- Takes out of the outbox what Kafka has acknowledged, and keeps the ids of the batch; but only in buckets that are still held under
-- the same token. $1 buckets and $2 sequence numbers of the rows, $3 instance, $4 buckets and $5 their fencing tokens.
-- Its commit need not be on disk: what a crash brings back is sent once more, under the same ids.
WITH relaxed AS MATERIALIZED (
  SELECT set_config('synchronous_commit', 'off', true)
), taken AS (
  DELETE FROM outbox
  USING unnest($1::smallint[], $2::bigint[]) AS sent (bucket, seq)
  WHERE
    outbox.bucket = sent.bucket
    AND outbox.seq = sent.seq
    AND sent.bucket = ANY (
      ARRAY(
        SELECT lease.bucket
        FROM outbox_lease AS lease
        JOIN unnest($4::smallint[], $5::bigint[]) AS held (bucket, fencing_token)
          ON lease.bucket = held.bucket AND lease.fencing_token = held.fencing_token
        WHERE lease.owner = $3
      )
    )
  RETURNING outbox.seq, outbox.id, outbox.type
), kept AS (
  INSERT INTO published_batches (published_at, event_ids, types)
  SELECT now(), array_agg(id ORDER BY seq), array_agg(type ORDER BY seq)
  FROM taken
  HAVING count(*) > 0
)
SELECT (SELECT count(*) FROM taken) AS taken, (SELECT count(*) FROM relaxed) AS relaxed
