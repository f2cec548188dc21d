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
