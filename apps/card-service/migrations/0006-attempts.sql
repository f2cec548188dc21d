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
