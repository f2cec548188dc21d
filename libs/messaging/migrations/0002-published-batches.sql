-- What Kafka has acknowledged leaves the outbox at once: the table stays small, and no row is written twice. What is kept of it is
-- one row for each batch that was sent, with the ids that the audit holds against the topics.
CREATE TABLE published_batches (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  published_at timestamptz NOT NULL,
  event_ids uuid[] NOT NULL,
  types text[] NOT NULL
);
CREATE INDEX published_batches_by_time ON published_batches (published_at);

INSERT INTO published_batches (published_at, event_ids, types)
SELECT max(published_at), array_agg(id ORDER BY seq), array_agg(type ORDER BY seq)
FROM outbox
WHERE published_at IS NOT NULL
GROUP BY seq / 1000
ORDER BY min(seq);
DELETE FROM outbox WHERE published_at IS NOT NULL;

DROP INDEX outbox_unpublished;
-- One index: events are read in the order of their bucket, and deleted by it.
ALTER TABLE outbox
  DROP COLUMN published_at,
  DROP CONSTRAINT outbox_id_key,
  DROP CONSTRAINT outbox_pkey,
  ADD PRIMARY KEY (bucket, seq);
ALTER TABLE outbox SET (
  -- Every row dies soon after its insertion, however few there are.
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000
);
