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
