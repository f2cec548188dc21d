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
