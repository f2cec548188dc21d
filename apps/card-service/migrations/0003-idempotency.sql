-- Idempotency-Key: one row per key and caller. The answer is written by the statement that has the effect, so that a
-- key without an answer is a key without an effect, whatever happened to the call.
create table idempotency_keys (
  principal_id uuid not null,
  idempotency_key text not null,
  request_hash bytea not null,
  claim_id uuid not null, -- of the call that may have the effect; a call that lost its claim writes nothing
  claimed_at timestamptz not null default now(),
  answer jsonb, -- never a card number: a mint keeps the card's id and opens the vault again
  primary key (principal_id, idempotency_key)
);
create index idempotency_keys_by_age on idempotency_keys (claimed_at);
