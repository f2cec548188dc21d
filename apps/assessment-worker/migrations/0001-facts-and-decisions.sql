-- What the assessment knows of customers, and what it decided. Facts come from events, each at least once and in any
-- order between topics; amounts are minor units of the account's currency.

create table customer_profiles (
  customer_id uuid primary key,
  version integer not null,
  profile jsonb not null, -- the data of customer.profile.v1
  recorded_at timestamptz not null default now()
);

-- One row for each authorization, filled from up to three events: what is null has not been told yet.
create table purchases (
  authorization_id uuid primary key,
  customer_id uuid not null,
  card_id uuid not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null,
  merchant_id text,
  mcc char(4),
  merchant_country char(2),
  entry_mode text,
  requested_at timestamptz,
  resolution text check (resolution in ('approved', 'declined', 'timed_out', 'verified')),
  resolution_origin text check (resolution_origin in ('intake', 'assessment', 'deadline')),
  resolution_reasons text[],
  resolved_at timestamptz,
  closing text check (closing in ('reversed', 'expired', 'cleared')),
  closed_minor bigint,
  closed_at timestamptz,
  constraint requested_with_merchant check ((requested_at is null) = (merchant_id is null)),
  constraint resolved_with_origin check ((resolution is null) = (resolution_origin is null)),
  constraint closed_with_amount check ((closing is null) = (closed_minor is null))
);
create index purchases_of_customer on purchases (customer_id, requested_at);
create index cleared_purchases_of_customer on purchases (customer_id, closed_at) include (closed_minor)
  where closing = 'cleared';

create table repayments (
  repayment_id uuid primary key,
  customer_id uuid not null,
  account_id uuid not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null,
  repaid_at timestamptz not null
);
create index repayments_of_customer on repayments (customer_id, repaid_at) include (amount_minor);

-- Never changed once written: a redelivered request gets this very event again.
create table decisions (
  authorization_id uuid primary key,
  decision_id uuid not null unique,
  customer_id uuid not null,
  event jsonb not null, -- the data of authorization.decided.v1, as published
  snapshot text not null, -- canonical JSON: its bytes are what snapshot_hash was taken of
  snapshot_hash text not null,
  decided_at timestamptz not null
);
create index decisions_of_customer on decisions (customer_id, decided_at desc);
create index decisions_by_time on decisions (decided_at);
