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
