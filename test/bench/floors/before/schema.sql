-- The schema as it was before the work on performance: the migrations of the outbox and of the card service up to 0015, one after
-- the other, word for word. With the statements beside it, it is what `npm run bench` compares with; nothing here is ever changed.

-- libs/messaging/migrations/0001-outbox.sql

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

-- apps/card-service/migrations/0001-cards-and-money.sql

-- Customers, cards and money. Amounts are minor units of the account's currency; times are the database's clock.

-- An instant as events carry it: ISO 8601, UTC, milliseconds.
create function utc_instant(at timestamptz) returns text
  language sql stable parallel safe strict
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

create table customers (
  id uuid primary key,
  country char(2) not null,
  profile_version integer not null default 1,
  created_at timestamptz not null default now()
);

create table accounts (
  id uuid primary key,
  customer_id uuid not null unique references customers (id),
  currency char(3) not null,
  granted_minor bigint not null,
  available_minor bigint not null check (available_minor >= 0),
  held_minor bigint not null check (held_minor >= 0),
  owed_minor bigint not null check (owed_minor >= 0),
  version bigint not null default 1,
  constraint balances_add_up check (available_minor + held_minor + owed_minor = granted_minor)
);

create table cards (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  customer_id uuid not null references customers (id),
  state text not null default 'open'
    check (state in ('open', 'claimed', 'used', 'cancelled', 'expired', 'blocked')),
  cap_minor bigint not null check (cap_minor > 0),
  currency char(3) not null,
  merchant_lock text,
  valid_until timestamptz not null,
  expiry char(4) not null, -- YYMM, as in ISO 8583 field 14
  number_hash bytea not null unique, -- keyed: without the key the last four digits would give the number away
  number_ciphertext bytea not null,
  vault_key_id text not null,
  iin text not null,
  last_four char(4) not null,
  mismatches smallint not null default 0,
  version integer not null default 1,
  minted_at timestamptz not null default now()
);
create index cards_of_account on cards (account_id, minted_at desc);
create index open_cards_by_validity on cards (valid_until) where state = 'open';

create table authorizations (
  id uuid primary key,
  account_id uuid not null,
  customer_id uuid not null,
  card_id uuid not null,
  network_id uuid not null,
  kind text not null check (kind in ('purchase', 'verification')),
  state text not null
    check (state in ('pending', 'approved', 'declined', 'timed_out', 'verified', 'reversed', 'expired', 'cleared')),
  origin text check (origin in ('intake', 'assessment', 'deadline')),
  reasons text[] not null default '{}',
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null,
  merchant_id text not null,
  merchant_name text not null,
  mcc char(4) not null,
  merchant_country char(2) not null,
  entry_mode text not null,
  acquirer_id text not null,
  terminal_id text not null,
  stan char(6) not null,
  transmitted_at timestamptz not null,
  approval_code char(6),
  decision_id uuid,
  decision jsonb, -- class, scores, versions, sources and alternatives, as published by the worker
  requested_at timestamptz not null default now(),
  deadline_at timestamptz not null,
  resolved_at timestamptz,
  closed_at timestamptz,
  traceparent text,
  version integer not null default 1,
  constraint one_authorization_per_network_message
    unique (network_id, acquirer_id, transmitted_at, stan, terminal_id),
  constraint pending_has_no_answer check ((state = 'pending') = (resolved_at is null))
);
-- The promise of the product: an index, not code, keeps a one-time card to one use.
create unique index one_live_authorization_per_card on authorizations (card_id)
  where state in ('pending', 'approved', 'reversed', 'expired', 'cleared');
create index pending_authorizations_by_deadline on authorizations (deadline_at) where state = 'pending';
create index authorizations_of_customer on authorizations (customer_id, requested_at desc);

create table holds (
  id uuid primary key,
  account_id uuid not null,
  customer_id uuid not null,
  authorization_id uuid not null unique references authorizations (id),
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  state text not null default 'placed' check (state in ('placed', 'released', 'captured')),
  cause text check (cause in ('declined', 'timed_out', 'reversed', 'expired', 'cleared_for_less')),
  placed_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  version integer not null default 1,
  constraint placed_has_no_end check ((state = 'placed') = (ended_at is null)),
  constraint released_has_a_cause check ((state = 'released') = (cause is not null))
);
create index placed_holds_by_expiry on holds (expires_at) where state = 'placed';

-- Receipts: each release of held money, with its cause.
create table hold_releases (
  id uuid primary key,
  account_id uuid not null,
  hold_id uuid not null references holds (id),
  authorization_id uuid not null,
  cause text not null check (cause in ('declined', 'timed_out', 'reversed', 'expired', 'cleared_for_less')),
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  placed_at timestamptz not null,
  released_at timestamptz not null
);
create index hold_releases_of_authorization on hold_releases (authorization_id);

-- Double entry: the legs of a transaction sum to zero, and the balances of an account are the sums of its legs.
create table ledger_legs (
  transaction_id uuid not null,
  account_id uuid not null,
  ledger_account text not null check (ledger_account in ('granted', 'available', 'held', 'owed')),
  amount_minor bigint not null check (amount_minor <> 0),
  kind text not null check (kind in ('grant', 'hold', 'release', 'clearing', 'repayment')),
  authorization_id uuid,
  booked_at timestamptz not null default now(),
  primary key (transaction_id, ledger_account)
);
create index ledger_legs_of_account on ledger_legs (account_id);

create table repayments (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  customer_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  repaid_at timestamptz not null default now()
);

-- Decisions that came too late, or contradict the one that was applied. They change nothing, and nothing is lost.
create table unapplied_decisions (
  decision_id uuid primary key,
  authorization_id uuid not null,
  customer_id uuid not null,
  outcome text not null check (outcome in ('approved', 'declined')),
  cause text not null check (cause in ('late', 'conflict', 'unknown_authorization')),
  event jsonb not null,
  received_at timestamptz not null default now()
);
create index unapplied_decisions_of_authorization on unapplied_decisions (authorization_id);

-- What the legs alone say of each account. Money granted comes from outside: its leg is negative.
create view ledger_balances as
select
  account_id,
  -coalesce(sum(amount_minor) filter (where ledger_account = 'granted'), 0)::bigint as granted_minor,
  coalesce(sum(amount_minor) filter (where ledger_account = 'available'), 0)::bigint as available_minor,
  coalesce(sum(amount_minor) filter (where ledger_account = 'held'), 0)::bigint as held_minor,
  coalesce(sum(amount_minor) filter (where ledger_account = 'owed'), 0)::bigint as owed_minor
from ledger_legs
group by account_id;

-- apps/card-service/migrations/0002-access.sql

-- Who may call. Keys are kept as hashes: a stolen table opens no door.

create table parties (
  id uuid primary key,
  kind text not null check (kind in ('network', 'merchant')),
  name text not null,
  scheme text not null check (scheme in ('visa', 'mastercard')),
  created_at timestamptz not null default now(),
  unique (id, kind)
);

create table api_keys (
  id uuid primary key,
  key_hash bytea not null unique, -- SHA-256; the key itself has 256 random bits, so a slow hash would add nothing
  role text not null check (role in ('network', 'merchant', 'customer', 'agent', 'operator', 'auditor')),
  party_id uuid,
  customer_id uuid references customers (id),
  signing_secret_ciphertext bytea, -- needed in the clear to check signatures, so encrypted and not hashed
  from_settings boolean not null default false,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  foreign key (party_id, role) references parties (id, kind),
  constraint parties_sign check ((role in ('network', 'merchant')) = (party_id is not null)),
  constraint parties_have_a_secret check ((party_id is null) = (signing_secret_ciphertext is null)),
  constraint customers_are_someone check ((role = 'customer') = (customer_id is not null))
);

-- apps/card-service/migrations/0003-idempotency.sql

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

-- apps/card-service/migrations/0004-fraud-reports.sql

-- Fraud reports, the freeze that follows from them, and what else may keep a customer from paying.

-- Word that a purchase was fraud: one for each authorization, whoever says so first.
create table fraud_reports (
  id uuid primary key,
  authorization_id uuid not null unique references authorizations (id),
  account_id uuid not null,
  customer_id uuid not null,
  card_id uuid not null,
  channel text not null check (channel in ('chargeback', 'customer')),
  reported_by uuid not null, -- the caller's API key
  reported_at timestamptz not null
);

-- The account's own row says that it is frozen: intake reads it under the lock that the freeze takes, so none slips past.
alter table accounts
  add column frozen_at timestamptz,
  add column freeze_report_id uuid references fraud_reports (id),
  add constraint frozen_for_a_report check ((frozen_at is null) = (freeze_report_id is null));

-- Freezes that ended, with whoever confirmed the customer's identity. A report freezes once.
create table lifted_freezes (
  report_id uuid primary key references fraud_reports (id),
  account_id uuid not null,
  customer_id uuid not null,
  frozen_at timestamptz not null,
  lifted_at timestamptz not null,
  lifted_by uuid not null -- the operator's API key
);

-- What the current profile says is not verified, and since when: {"identity": "2026-03-03T10:15:00.000Z"}. Of customers
-- opened before this column it is known with their next profile.
alter table customers add column unverified jsonb not null default '{}';

create index repayments_of_customer on repayments (customer_id);

-- apps/card-service/migrations/0005-reversals-and-references.sql

-- Reversals that name the message they take back. Each is kept, whether or not its request was seen yet: a request that
-- comes later, or that is decided later, is not approved any more.
create table reversals (
  network_id uuid not null,
  acquirer_id text not null,
  transmitted_at timestamptz not null,
  stan char(6) not null,
  terminal_id text not null,
  received_at timestamptz not null default now(),
  primary key (network_id, acquirer_id, transmitted_at, stan, terminal_id)
);
create index reversals_by_age on reversals (received_at);

-- A network may end an authorization that is pending, by taking it back.
alter table authorizations
  drop constraint authorizations_origin_check,
  add constraint authorizations_origin_check check (origin in ('intake', 'assessment', 'deadline', 'network')) not valid;
alter table authorizations validate constraint authorizations_origin_check;

-- The payment's own id, at the bank that sent the money, and the answer that its booking got. Repayments from before have none.
alter table repayments
  add column payment_reference text unique,
  add column receipt jsonb,
  add constraint referenced_with_receipt check ((payment_reference is null) = (receipt is null));

-- What a merchant that calls itself is: its messages cannot say otherwise. Null for networks, and for merchants from before.
alter table parties
  add column merchant_id text,
  add column mcc char(4),
  add constraint merchants_are_whole check ((merchant_id is null) = (mcc is null)),
  add constraint only_merchants_are_merchants check (merchant_id is null or kind = 'merchant');

-- apps/card-service/migrations/0006-attempts.sql

-- What slows down whoever guesses numbers, expiries or CVV2s.

-- One row for each sender: how many failed attempts it has left, refilled with time and with approvals.
create table attempt_allowances (
  network_id uuid primary key,
  attempts double precision not null check (attempts >= 0),
  as_of timestamptz not null,
  taken bigint not null check (taken >= 0),
  refused bigint not null check (refused >= 0) -- attempts that came when none was left
);

-- Mismatches of this card by sender, whether they counted towards blocking it or not: {"<network id>": 2}. In the card's own row,
-- because only what is read under the lock of the row is the newest there is. A sender is in it with three at most.
alter table cards
  add column sender_mismatches jsonb not null default '{}',
  add column verifications smallint not null default 0;

-- apps/card-service/migrations/0007-numbers-and-ranges.sql

-- A number is kept readable no longer than it may be shown: while its card is open, and for 24 hours. Its hash stays, so the
-- card is still found.
alter table cards alter column number_ciphertext drop not null;
update cards set number_ciphertext = null where state in ('used', 'cancelled', 'expired', 'blocked');
create index readable_numbers_by_age on cards (minted_at) where number_ciphertext is not null;

-- The ranges whose numbers are ours: those that an instance was ever told to mint from. Whatever the settings say later, a card
-- of theirs stays a card.
create table number_ranges (
  iin text primary key check (iin ~ '^(\d{6}|\d{8})$'),
  since timestamptz not null default now()
);
insert into number_ranges (iin) select distinct iin from cards;

-- How many cards of an account are open, and how many were minted in 24 hours; a card lives seven days at most. Volatile, so that
-- it sees what was committed before its caller got the lock of the account, and not what was when its caller began.
create function card_counts(of_account uuid, out open_cards bigint, out minted_lately bigint)
  language sql volatile strict
as $$
  select
    count(*) filter (where state in ('open', 'claimed')),
    count(*) filter (where minted_at > clock_timestamp() - interval '24 hours')
  from cards
  where account_id = of_account and minted_at > clock_timestamp() - interval '7 days'
$$;

-- apps/card-service/migrations/0008-key-generations.sql

-- Which generation of a key a card was made under. Null for cards from before there were several: they are of the oldest
-- generation that the settings name, and rotate-keys says so in their rows.
alter table cards
  add column lookup_key_id text,
  add column verification_key_id text;

-- Who ended a key of the settings: an operator, for good, or another key of the settings, which may go again.
alter table api_keys
  add column replaced_by_settings boolean not null default false,
  add constraint only_what_ended_was_replaced check (not replaced_by_settings or revoked_at is not null);

-- apps/card-service/migrations/0009-keys-and-lists.sql

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

-- apps/card-service/migrations/0010-set-aside.sql

-- What a sweep could not end, though nothing but the row itself stood in its way. It is left alone until `try_again_at`, so that it
-- holds up nobody behind it, and alarms.
create table set_aside (
  kind text not null check (kind in ('overdue_authorization', 'expired_hold', 'expired_card')),
  id uuid not null,
  reason text not null,
  since timestamptz not null default now(),
  try_again_at timestamptz not null,
  primary key (kind, id)
);

-- apps/card-service/migrations/0011-first-key-generation.sql

-- The generation of the cards that name none, from before 0008: that of the keys at the first start that knew of generations. Which
-- one of several it is cannot be told from their order, since that changes while keys are changed.
create table first_key_generation (
  only_row boolean primary key default true check (only_row),
  lookup_key_id text not null,
  verification_key_id text not null
);

-- apps/card-service/migrations/0012-clock-and-events.sql

-- The clock of the money. A simulated system may set it ahead, and its expiries come sooner; any other has no row here, and a
-- service of production does not start where there is one.
create table clock_offset (
  only_row boolean primary key default true check (only_row),
  ahead interval not null check (ahead >= interval '0')
);

-- Stable, so that an index can be searched by it; every call looks at the clock all the same.
create function current_instant() returns timestamptz
  language sql stable parallel safe
as $$ select clock_timestamp() + coalesce((select ahead from clock_offset), interval '0') $$;

alter table customers alter column created_at set default current_instant();
alter table cards alter column minted_at set default current_instant();
alter table authorizations alter column requested_at set default current_instant();
alter table holds alter column placed_at set default current_instant();
alter table ledger_legs alter column booked_at set default current_instant();
alter table repayments alter column repaid_at set default current_instant();
alter table unapplied_decisions alter column received_at set default current_instant();
alter table reversals alter column received_at set default current_instant();

create or replace function card_counts(of_account uuid, out open_cards bigint, out minted_lately bigint)
  language sql volatile strict
as $$
  select
    count(*) filter (where state in ('open', 'claimed')),
    count(*) filter (where minted_at > current_instant() - interval '24 hours')
  from cards
  where account_id = of_account and minted_at > current_instant() - interval '7 days'
$$;

-- What events say, in one place for every statement that has something to say.

create function masked_card(id uuid, iin text, last_four text) returns jsonb
  language sql immutable parallel safe
  return jsonb_build_object('cardId', id, 'iin', iin, 'lastFour', last_four);

create function card_changed(
  customer_id uuid, account_id uuid, card jsonb, state text, cause text, version integer, at timestamptz
) returns jsonb
  language sql stable parallel safe
  return jsonb_build_object(
    'customerId', customer_id, 'accountId', account_id, 'card', card, 'state', state, 'cause', cause,
    'version', version, 'changedAt', utc_instant(at)
  );

create function hold_released(r hold_releases, customer_id uuid) returns jsonb
  language sql stable parallel safe
  return jsonb_build_object(
    'receiptId', r.id, 'holdId', r.hold_id, 'authorizationId', r.authorization_id, 'customerId', customer_id,
    'accountId', r.account_id, 'cause', r.cause, 'amountMinor', r.amount_minor, 'currency', r.currency,
    'placedAt', utc_instant(r.placed_at), 'releasedAt', utc_instant(r.released_at)
  );

-- apps/card-service/migrations/0013-movements.sql

-- What networks may say after their first request: movements that only add. Held = authorized − released − captured.

-- An account that a message which must be booked drives past its purchase power is overdrawn: what is available is below zero.
-- What a merchant gives back beyond what is owed is payable to the customer, and no purchase power.
alter table accounts
  drop constraint accounts_available_minor_check,
  add constraint granted_is_not_negative check (granted_minor >= 0),
  add column payable_minor bigint not null default 0 check (payable_minor >= 0);

-- `committed` is what the card's authorizations hold and have cost: never above the cap, unless a network had the right to it.
-- A split card takes several purchases at one merchant under one cap, while it is valid.
alter table cards
  add column uses text not null default 'single' check (uses in ('single', 'split')),
  add column committed_minor bigint not null default 0 check (committed_minor >= 0);

alter table authorizations
  drop constraint authorizations_kind_check,
  add constraint authorizations_kind_check check (kind in ('purchase', 'verification', 'increment')) not valid,
  drop constraint authorizations_origin_check,
  add constraint authorizations_origin_check
    check (origin in ('intake', 'assessment', 'deadline', 'network', 'stand_in')) not valid,
  add column original_id uuid references authorizations (id), -- of an increment, or of an advice about a purchase that we declined
  add column stated_minor bigint, -- as the message came: of an increment the step or the new total, of a purchase the amount asked for
  add column stated_as text check (stated_as in ('delta', 'total')),
  add column partial_allowed boolean not null default false,
  add column approved_minor bigint check (approved_minor > 0),
  add column cleared_minor bigint not null default 0 check (cleared_minor >= 0),
  add column refunded_minor bigint not null default 0 check (refunded_minor >= 0),
  add column forced boolean not null default false, -- booked because the network has the right to it, not because we approved
  add column flags text[] not null default '{}',
  add column single_use boolean not null default true,
  add column retrieval_reference text,
  add column network_transaction_id text,
  add constraint increments_have_an_original check (kind <> 'increment' or original_id is not null);
alter table authorizations validate constraint authorizations_kind_check;
alter table authorizations validate constraint authorizations_origin_check;
update authorizations set approved_minor = amount_minor
where kind = 'purchase' and state in ('approved', 'reversed', 'expired', 'cleared');
update authorizations set cleared_minor = amount_minor where state = 'cleared';
-- An advice may bear the key of the request that it is about, and is booked beside it where we declined that.
alter table authorizations
  drop constraint one_authorization_per_network_message,
  add constraint one_authorization_per_network_message
    unique (network_id, acquirer_id, transmitted_at, stan, terminal_id, forced);
create index authorizations_by_original on authorizations (original_id) where original_id is not null;
create index authorizations_by_network_transaction on authorizations (network_id, network_transaction_id)
  where network_transaction_id is not null;
create index authorizations_of_card on authorizations (card_id);

drop index one_live_authorization_per_card;
create unique index one_live_authorization_per_card on authorizations (card_id)
  where single_use and state in ('pending', 'approved', 'reversed', 'expired', 'cleared');

-- A hold grows with approved increments and shrinks in parts. The hold of an increment ends by merging into that of its purchase.
alter table holds
  drop constraint holds_state_check,
  add constraint holds_state_check check (state in ('placed', 'released', 'captured', 'merged')),
  drop constraint holds_cause_check,
  add constraint holds_cause_check
    check (cause in ('declined', 'timed_out', 'reversed', 'expired', 'cleared_for_less', 'partly_approved')),
  add column released_minor bigint not null default 0 check (released_minor >= 0),
  add column captured_minor bigint not null default 0 check (captured_minor >= 0);
update holds set released_minor = amount_minor where state = 'released';
update holds set captured_minor = amount_minor where state = 'captured';
alter table holds
  add column held_minor bigint not null
    generated always as (case when state = 'merged' then 0 else amount_minor - released_minor - captured_minor end) stored,
  add constraint never_below_zero check (held_minor >= 0),
  add constraint placed_while_held check ((state = 'placed') = (held_minor > 0));
update cards c set committed_minor = h.committed_minor
from (
  select a.card_id, sum(h.held_minor + h.captured_minor)::bigint as committed_minor
  from holds h join authorizations a on a.id = h.authorization_id
  group by a.card_id
) h
where h.card_id = c.id and h.committed_minor > 0;

alter table hold_releases
  drop constraint hold_releases_cause_check,
  add constraint hold_releases_cause_check
    check (cause in ('declined', 'timed_out', 'reversed', 'expired', 'cleared_for_less', 'partly_approved'));

alter table ledger_legs
  drop constraint ledger_legs_ledger_account_check,
  add constraint ledger_legs_ledger_account_check
    check (ledger_account in ('granted', 'available', 'held', 'owed', 'payable', 'received')),
  drop constraint ledger_legs_kind_check,
  add constraint ledger_legs_kind_check check (kind in ('grant', 'hold', 'release', 'clearing', 'repayment', 'refund'));

-- One row for each message that was booked after the first request. Nothing in it ever changes: a repeat is answered from it.
create table movements (
  id uuid primary key,
  account_id uuid not null,
  customer_id uuid not null,
  authorization_id uuid not null references authorizations (id),
  network_id uuid not null,
  kind text not null check (kind in ('reversal', 'completion', 'clearing', 'refund', 'refund_settlement')),
  -- Null, all four: sent over HTTP by the id of the authorization, about all of it.
  acquirer_id text,
  transmitted_at timestamptz,
  stan char(6),
  terminal_id text,
  stated_minor bigint check (stated_minor >= 0), -- as it came; null: all of it
  stated_as text not null check (stated_as in ('delta', 'total')),
  final boolean,
  currency char(3) not null,
  -- What it moved.
  released_minor bigint not null check (released_minor >= 0),
  captured_minor bigint not null check (captured_minor >= 0), -- from held to owed
  beyond_hold_minor bigint not null check (beyond_hold_minor >= 0), -- from available, be there enough or not, to owed
  added_minor bigint not null check (added_minor >= 0), -- from available, be there enough or not, to held
  repaid_minor bigint not null check (repaid_minor >= 0), -- from owed to available
  payable_minor bigint not null check (payable_minor >= 0), -- from outside to payable
  state text not null, -- the authorization's, as this left it
  held_after_minor bigint not null check (held_after_minor >= 0),
  cleared_after_minor bigint not null,
  flags text[] not null,
  booked_at timestamptz not null,
  constraint keyed_wholly_or_not check (num_nulls(acquirer_id, transmitted_at, stan, terminal_id) in (0, 4)),
  constraint one_movement_per_network_message unique (network_id, kind, acquirer_id, transmitted_at, stan, terminal_id)
);
create index movements_of_authorization on movements (authorization_id, booked_at);

-- Of what was reversed and cleared before there were movements.
insert into movements (
  id, account_id, customer_id, authorization_id, network_id, kind, stated_as, final, currency, released_minor, captured_minor,
  beyond_hold_minor, added_minor, repaid_minor, payable_minor, state, held_after_minor, cleared_after_minor, flags, booked_at
)
select
  uuidv7(), account_id, customer_id, id, network_id, case state when 'cleared' then 'clearing' else 'reversal' end, 'delta',
  case state when 'cleared' then true end, currency, case state when 'cleared' then 0 else amount_minor end,
  case state when 'cleared' then amount_minor else 0 end, 0, 0, 0, 0, state, 0,
  case state when 'cleared' then amount_minor else 0 end, '{}', closed_at
from authorizations
where state in ('reversed', 'cleared');

drop view ledger_balances;
create view ledger_balances as
select
  account_id,
  -coalesce(sum(amount_minor) filter (where ledger_account = 'granted'), 0)::bigint as granted_minor,
  coalesce(sum(amount_minor) filter (where ledger_account = 'available'), 0)::bigint as available_minor,
  coalesce(sum(amount_minor) filter (where ledger_account = 'held'), 0)::bigint as held_minor,
  coalesce(sum(amount_minor) filter (where ledger_account = 'owed'), 0)::bigint as owed_minor,
  coalesce(sum(amount_minor) filter (where ledger_account = 'payable'), 0)::bigint as payable_minor
from ledger_legs
group by account_id;

-- The account as the same transaction left it. One that is overdrawn has nothing available, and says by how much.
create function account_balances(granted bigint, available bigint, held bigint, owed bigint) returns jsonb
  language sql immutable parallel safe
  return jsonb_build_object(
    'grantedMinor', granted, 'availableMinor', greatest(0, available), 'heldMinor', held, 'owedMinor', owed
  ) || case when available < 0 then jsonb_build_object('overdrawnMinor', -available) else '{}' end;

-- The final answer: `answered` is the state that it told, whatever has become of the authorization since.
create function authorization_resolved(a authorizations, answered text, card jsonb) returns jsonb
  language sql stable parallel safe
  return jsonb_build_object(
    'authorizationId', a.id, 'customerId', a.customer_id, 'accountId', a.account_id, 'card', card,
    'networkId', a.network_id, 'state', answered, 'origin', a.origin, 'reasons', to_jsonb(a.reasons),
    'amountMinor', coalesce(a.approved_minor, a.amount_minor), 'currency', a.currency,
    'merchant', jsonb_build_object(
      'id', a.merchant_id, 'name', a.merchant_name, 'mcc', a.mcc, 'country', a.merchant_country
    ),
    'entryMode', a.entry_mode, 'decisionId', a.decision_id,
    'requestedAt', utc_instant(a.requested_at), 'resolvedAt', utc_instant(a.resolved_at)
  );

create function movement_booked(m movements, card jsonb, granted bigint, available bigint, held bigint, owed bigint, payable bigint)
  returns jsonb
  language sql stable parallel safe
  return jsonb_build_object(
    'movementId', m.id, 'authorizationId', m.authorization_id, 'customerId', m.customer_id, 'accountId', m.account_id,
    'card', card, 'networkId', m.network_id, 'kind', m.kind, 'statedMinor', m.stated_minor, 'statedAs', m.stated_as,
    'currency', m.currency, 'releasedMinor', m.released_minor, 'capturedMinor', m.captured_minor,
    'beyondHoldMinor', m.beyond_hold_minor, 'addedMinor', m.added_minor, 'repaidMinor', m.repaid_minor,
    'payableMinor', m.payable_minor, 'state', m.state, 'heldMinor', m.held_after_minor,
    'clearedMinor', m.cleared_after_minor, 'flags', to_jsonb(m.flags),
    'account', jsonb_build_object(
      'grantedMinor', granted, 'availableMinor', greatest(0, available), 'overdrawnMinor', greatest(0, -available),
      'heldMinor', held, 'owedMinor', owed, 'payableMinor', payable
    ),
    'bookedAt', utc_instant(m.booked_at)
  );

-- apps/card-service/migrations/0014-parked-messages.sql

-- Messages that a network has the right to say and that belong to nothing we know, or to more than one thing: acknowledged, kept as
-- they came but for the card number, and looked at by an operator.
create table parked_messages (
  id uuid primary key,
  network_id uuid not null,
  kind text not null check (kind in ('reversal', 'advice', 'clearing', 'refund')),
  reason text not null check (reason in ('no_original', 'several_originals', 'unknown_card', 'other_currency', 'not_open')),
  acquirer_id text not null,
  transmitted_at timestamptz not null,
  stan char(6) not null,
  terminal_id text not null,
  message jsonb not null,
  received_at timestamptz not null default current_instant(),
  constraint parked_once unique (network_id, kind, acquirer_id, transmitted_at, stan, terminal_id)
);
create index parked_messages_by_time on parked_messages (received_at desc, id);

-- apps/card-service/migrations/0015-clock-of-keys.sql

-- What is kept of issued keys, of parties, ranges and of rows set aside ages by the clock of the money, as the sweeps that end it look at it.
alter table parties alter column created_at set default current_instant();
alter table api_keys alter column created_at set default current_instant();
alter table issued_key_answers alter column issued_at set default current_instant();
alter table number_ranges alter column since set default current_instant();
alter table set_aside alter column since set default current_instant();
