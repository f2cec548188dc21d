-- API keys that can be listed, that expire, whose last use is known, and whose issue can be repeated.
alter table api_keys
  add column expires_at timestamptz,
  add column last_used_at timestamptz; -- to within about a minute; in no index, so that writing it stays cheap

-- Lists of keys, newest first: ids are ordered by time.
create index api_keys_by_role on api_keys (role, id);
create index api_keys_of_party on api_keys (party_id, id) where party_id is not null;
create index api_keys_of_customer on api_keys (customer_id, id) where customer_id is not null;

-- The whole answer to whoever had a key issued, encrypted, for as long as a call may be repeated; erased after that.
create table issued_key_answers (
  key_id uuid primary key references api_keys (id),
  answer_ciphertext bytea not null,
  issued_at timestamptz not null default now()
);
create index issued_key_answers_by_age on issued_key_answers (issued_at);

-- The newest authorizations, of all states or of one: the state is looked at in the index. Newest is also where
-- authorizations are written, so the writes of this index stay at one end of it.
create index if not exists authorizations_by_time on authorizations (requested_at desc, state);
