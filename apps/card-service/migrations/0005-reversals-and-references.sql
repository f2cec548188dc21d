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
