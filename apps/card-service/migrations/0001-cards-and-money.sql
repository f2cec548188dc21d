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
