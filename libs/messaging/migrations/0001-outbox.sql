-- Events that were decided together with the money, on their way to Kafka. The first columns are those that Debezium's
-- event router understands. Rows are written under the lock of the customer's account, so `seq` follows commit order for
-- each customer; across customers it does not, which is why rows are claimed by state and never by "greater than last seen".
CREATE TABLE outbox (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  bucket smallint NOT NULL CHECK (bucket BETWEEN 0 AND 7),
  aggregatetype text NOT NULL,
  aggregateid uuid NOT NULL,
  type text NOT NULL,
  payload jsonb NOT NULL,
  traceparent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz,
  -- Why the event must not be published (its schema does not admit it): set aside so that it blocks nobody, found by the audit.
  refusal text
) WITH (
  -- Each row is updated once, soon after its insertion: vacuum early, or the index of the unpublished grows stale.
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.05
);

CREATE INDEX outbox_unpublished ON outbox (bucket, seq) WHERE published_at IS NULL AND refusal IS NULL;

-- The last byte of a UUIDv7 is random. Kept in step with outbox/bucket-of.ts.
CREATE FUNCTION outbox_bucket(customer_id uuid) RETURNS smallint
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (get_byte(uuid_send(customer_id), 15) % 8)::smallint;

-- One owner for each bucket. The token grows with every change of owner: who marks rows with an old one marks nothing.
CREATE TABLE outbox_lease (
  bucket smallint PRIMARY KEY CHECK (bucket BETWEEN 0 AND 7),
  owner text,
  fencing_token bigint NOT NULL DEFAULT 0,
  expires_at timestamptz
);

INSERT INTO outbox_lease (bucket) SELECT generate_series(0, 7);

-- The relays that live: the buckets are shared out among them.
CREATE TABLE outbox_relay (
  instance_id text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
