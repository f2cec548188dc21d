-- Admits purchases, verifications and increments, and what a network has approved in our place (`forced`): authorization, card,
-- hold, ledger and outbox in one statement, one row out for each row in, in the same order. Any number of members may share an
-- account: they are admitted in order, each on a card of its own, as long as the money suffices, and refused where it does not. What
-- depends on more than that comes back as `again`, for the next statement, which sees what this one left.
with member as materialized (
  select *
  from unnest(
    $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
    $17::timestamptz[], $18::text[], $19::boolean[], $20::integer[], $21::integer[], $22::text[], $23::uuid[], $24::text[],
    $25::boolean[], $26::boolean[], $27::text[], $28::text[]
  ) with ordinality as m (
    authorization_id, hold_id, account_id, card_id, network_id, kind, stated_minor, currency,
    merchant_id, merchant_name, mcc, merchant_country, entry_mode, acquirer_id, terminal_id, stan,
    transmitted_at, screened_reason, attempt_allowed, deadline_ms, hold_days, traceparent, original_id, stated_as,
    partial_allowed, forced, retrieval_reference, network_transaction_id, ordinal
  )
),
-- Lock order of every money statement: accounts, cards, authorizations, holds, each by id. count(*), because exists() would
-- stop after the first locked row.
locked_account as materialized (
  select id, granted_minor, available_minor, held_minor, owed_minor, frozen_at
  from accounts
  where id = any ($3::uuid[])
  order by id
  for no key update
),
locked_card as materialized (
  select
    id, account_id, customer_id, state, iin, last_four, mismatches, sender_mismatches, verifications, valid_until,
    uses, merchant_lock, cap_minor, committed_minor
  from cards
  where id = any ($4::uuid[]) and (select count(*) from locked_account) > 0
  order by id
  for no key update
),
-- What an increment adds to, or an advice is about.
locked_original as materialized (
  select id, network_id, state, kind from authorizations
  where id = any (array_remove($23::uuid[], null)) and (select count(*) from locked_card) > 0
  order by id
  for no key update
),
locked_original_hold as materialized (
  select authorization_id, amount_minor - released_minor as authorized_minor from holds
  where authorization_id = any (array(select id from locked_original))
  order by authorization_id
  for no key update
),
-- Not now(): that is the statement's start, which a wait for a lock can put before the end of what it waited for.
moment as materialized (
  select current_instant() as at, count(*) as locked
  from (select id from locked_card union all select authorization_id from locked_original_hold) as locked
),
judged as materialized (
  select
    m.*, amount.minor as amount_minor, c.customer_id, c.iin, c.last_four, c.mismatches, c.state as card_state, c.uses, moment.at,
    a.granted_minor, a.available_minor, a.held_minor, a.owed_minor, known.sender_mismatches,
    coalesce(m.screened_reason in ('expiry_mismatch', 'cvv_mismatch'), false) and known.sender_mismatches < 3 as mismatched,
    -- Only who proves to have the card learns what state it is in, or anything else of it.
    case
      when m.forced then null
      when known.unproven and (known.sender_mismatches >= 3 or not m.attempt_allowed) then 'attempts_used_up'
      when known.unproven then m.screened_reason
      when known.taken_back then 'reversed_before_decision'
      when m.kind = 'increment' and (o.state is distinct from 'approved' or amount.minor <= 0) then 'authorization_ended'
      when m.kind = 'increment' then null
      when c.state = 'used' then 'card_already_used'
      when c.state = 'cancelled' then 'card_cancelled'
      when c.state = 'expired' then 'card_expired'
      when c.state = 'blocked' then 'card_blocked'
      when known.sender_mismatches >= 3 then 'attempts_used_up'
      when c.state = 'claimed' then 'card_busy'
      when c.valid_until <= moment.at then 'card_expired'
      -- The first purchase on a split card says where all of them are made.
      when c.merchant_lock <> m.merchant_id then 'merchant_not_allowed'
      when m.screened_reason is not null then m.screened_reason
    end as reason_of_card,
    case
      when m.forced then null
      when a.frozen_at is not null then 'account_frozen'
      when m.kind = 'verification' then case when c.verifications >= 10 then 'too_many_verifications' end
      when c.committed_minor + amount.minor > c.cap_minor then 'card_cap_exceeded'
    end as reason_of_limits,
    -- What it may do, or whether it does anything, depends on more than the card's state and the sum of what came before it.
    m.forced or m.partial_allowed or m.kind = 'increment' or c.uses = 'split' as stands_alone
  from member m
  cross join moment
  left join locked_account a on a.id = m.account_id
  left join locked_card c on c.id = m.card_id and c.account_id = m.account_id
  left join locked_original o on o.id = m.original_id and o.network_id = m.network_id and o.kind = 'purchase'
  left join locked_original_hold h on h.authorization_id = o.id
  cross join lateral (
    select
      coalesce(m.screened_reason in ('entry_mode_not_allowed', 'expiry_mismatch', 'cvv_mismatch'), false) as unproven,
      coalesce((c.sender_mismatches ->> m.network_id::text)::integer, 0) as sender_mismatches,
      least(c.cap_minor - c.committed_minor, a.available_minor) as most_minor,
      -- Before it came; see reverse-by-message.ts. One row at most, looked up: exists() would be planned as a join with all of them.
      (
        select true
        from reversals r
        where
          r.network_id = m.network_id and r.acquirer_id = m.acquirer_id and r.transmitted_at = m.transmitted_at
          and r.stan = m.stan and r.terminal_id = m.terminal_id
      ) is not null as taken_back
  ) known
  cross join lateral (
    select
      case
        when m.kind = 'increment' and m.stated_as = 'total' then m.stated_minor - h.authorized_minor
        -- A terminal that can take a part is offered what there is; the assessment may still find less.
        when m.partial_allowed and known.most_minor between 1 and m.stated_minor - 1 then known.most_minor
        else m.stated_minor
      end as minor
  ) amount
),
in_order as materialized (
  select
    *,
    coalesce(reason_of_card, reason_of_limits) is null or mismatched as changes,
    row_number() over (
      partition by card_id, coalesce(reason_of_card, reason_of_limits) is null or mismatched
      order by ordinal
    ) as place_on_card
  from judged
),
summed as materialized (
  select
    *,
    coalesce(
      sum(amount_minor) filter (where changes and not mismatched and place_on_card = 1 and kind <> 'verification') over earlier, 0
    )::bigint as before_minor,
    count(*) filter (where changes) over earlier as changers_before
  from in_order
  window earlier as (partition by account_id order by ordinal rows between unbounded preceding and 1 preceding)
),
sufficing as materialized (
  select
    *,
    coalesce(
      reason_of_card, reason_of_limits,
      case
        when not forced and kind <> 'verification' and amount_minor > available_minor - before_minor
          then 'purchase_power_insufficient'
      end
    ) as reason
  from summed
),
answered as materialized (
  select
    *,
    case
      when reason is not null then 'declined'
      when forced then 'approved'
      when kind = 'verification' then 'verified'
      else 'pending'
    end as state,
    mismatched and attempt_allowed and card_state = 'open' as counts_for_block,
    -- Nothing is stored of what is refused here, so that the sender finds no trace of a card either.
    coalesce(reason = 'attempts_used_up', false) as no_attempts_left,
    masked_card(card_id, iin, last_four) as card,
    coalesce(changes and (
      place_on_card > 1 or stands_alone and changers_before > 0
      or coalesce(bool_or(changes and stands_alone) over earlier, false)
      -- It would suffice if what comes before it, and does not, is left out.
      or kind <> 'verification' and not mismatched
        and amount_minor <= available_minor - min(before_minor) filter (where reason = 'purchase_power_insufficient') over earlier
    ), false) as comes_again
  from sufficing
  window earlier as (partition by account_id order by ordinal rows between unbounded preceding and 1 preceding)
),
next_ones as materialized (
  select * from answered where not comes_again
),
-- The network's message key decides whether anything of a member happens at all: what follows reads `admitted` only.
-- Ordered by that key, so that two batches with the same keys cannot wait for each other.
inserted as (
  insert into authorizations as a (
    id, account_id, customer_id, card_id, network_id, kind, state, origin, reasons, amount_minor, currency,
    merchant_id, merchant_name, mcc, merchant_country, entry_mode, acquirer_id, terminal_id, stan, transmitted_at,
    requested_at, deadline_at, resolved_at, traceparent, original_id, stated_minor, stated_as, partial_allowed,
    approved_minor, forced, single_use, retrieval_reference, network_transaction_id
  )
  select
    authorization_id, account_id, customer_id, card_id, network_id, kind, state,
    case when forced then 'network' when state <> 'pending' then 'intake' end,
    case when forced then array['approved_by_network'] when reason is null then '{}' else array[reason] end,
    greatest(0, amount_minor), currency,
    merchant_id, merchant_name, mcc, merchant_country, entry_mode, acquirer_id, terminal_id, stan, transmitted_at,
    at, at + deadline_ms * interval '1 ms',
    case when state <> 'pending' then at end,
    traceparent, original_id, stated_minor, stated_as, partial_allowed,
    case when forced then amount_minor end, forced, uses = 'single' and not forced and kind <> 'increment',
    retrieval_reference, network_transaction_id
  from next_ones
  where customer_id is not null and not no_attempts_left
  order by network_id, acquirer_id, transmitted_at, stan, terminal_id
  on conflict on constraint one_authorization_per_network_message do nothing
  returning a
),
admitted as materialized (
  select t.*, i.a as authorization_row from next_ones t join inserted i on (i.a).id = t.authorization_id
),
-- Rows of a set of their own: had the update to put them together from two, PostgreSQL would skip a card that somebody else has
-- changed while the statement waited for its lock.
changing_card as materialized (
  select
    t.*, (t.state in ('pending', 'approved'))::integer as places,
    case
      when t.counts_for_block and t.mismatches >= 2 then 'blocked'
      when t.state = 'pending' and t.kind = 'purchase' then 'claimed'
      when t.forced and t.card_state = 'open' and t.uses = 'single' then 'used'
      else t.card_state
    end as next_card_state
  from next_ones t
  left join (select ordinal, true as admitted from admitted) i using (ordinal)
  where
    i.admitted and (t.state in ('pending', 'verified', 'approved') or t.mismatched)
    or t.no_attempts_left and t.mismatched
),
changed_card as (
  update cards c
  set
    state = m.next_card_state,
    number_ciphertext = case when m.next_card_state in ('open', 'claimed') then c.number_ciphertext end,
    committed_minor = c.committed_minor + m.places * m.amount_minor,
    merchant_lock = case when m.places = 1 and c.uses = 'split' then coalesce(c.merchant_lock, m.merchant_id) else c.merchant_lock end,
    mismatches = c.mismatches + m.counts_for_block::integer,
    sender_mismatches = case
      when m.mismatched
        then c.sender_mismatches || jsonb_build_object(m.network_id, m.sender_mismatches + 1)
      else c.sender_mismatches
    end,
    verifications = c.verifications + (m.state = 'verified')::integer,
    version = c.version + (m.next_card_state <> m.card_state)::integer
  from changing_card m
  where c.id = m.card_id
  returning
    m.ordinal, m.customer_id, m.account_id, m.card, m.traceparent, m.at, m.next_card_state <> m.card_state as changed,
    c.state, c.version
),
charged_account as (
  update accounts a
  set
    available_minor = a.available_minor - m.amount_minor,
    held_minor = a.held_minor + m.amount_minor,
    version = a.version + 1
  from (
    select account_id, sum(amount_minor)::bigint as amount_minor
    from admitted
    where state in ('pending', 'approved')
    group by account_id
  ) m
  where a.id = m.account_id
),
placed_hold as (
  insert into holds (id, account_id, customer_id, authorization_id, amount_minor, currency, placed_at, expires_at)
  select hold_id, account_id, customer_id, authorization_id, amount_minor, currency, at,
    at + hold_days * interval '1 day'
  from admitted
  where state in ('pending', 'approved')
),
posted_legs as (
  insert into ledger_legs (
    transaction_id, account_id, ledger_account, amount_minor, kind, authorization_id, booked_at
  )
  select m.hold_id, m.account_id, leg.ledger_account, leg.sign * m.amount_minor, 'hold', m.authorization_id, m.at
  from admitted m
  cross join (values ('available', -1), ('held', 1)) as leg (ledger_account, sign)
  where m.state in ('pending', 'approved')
),
event as (
  select
    ordinal, 1 as place, customer_id, traceparent, at, 'card.changed.v1' as type,
    card_changed(
      customer_id, account_id, card, state,
      case state when 'claimed' then 'authorization_placed' when 'used' then 'approved' else 'mismatched_third_time' end,
      version, at
    ) as payload
  from changed_card
  where changed
  union all
  select
    m.ordinal, 2, m.customer_id, m.traceparent, m.at, 'authorization.requested.v1',
    jsonb_build_object(
      'authorizationId', m.authorization_id, 'customerId', m.customer_id, 'accountId', m.account_id,
      'card', m.card, 'networkId', m.network_id, 'amountMinor', m.amount_minor, 'currency', m.currency,
      'merchant', jsonb_build_object(
        'id', m.merchant_id, 'name', m.merchant_name, 'mcc', m.mcc, 'country', m.merchant_country
      ),
      'entryMode', m.entry_mode, 'requestedAt', utc_instant(m.at),
      'deadlineAt', utc_instant(m.at + m.deadline_ms * interval '1 ms'),
      'cardMismatches', m.mismatches,
      'profileVersion', (select profile_version from customers where id = m.customer_id),
      'account', account_balances(
        m.granted_minor, m.available_minor - m.before_minor - m.amount_minor, m.held_minor + m.before_minor + m.amount_minor,
        m.owed_minor
      )
    )
  from admitted m
  where m.state = 'pending'
  union all
  select
    ordinal, 2, customer_id, traceparent, at, 'authorization.resolved.v1', authorization_resolved(authorization_row, state, card)
  from admitted
  where state <> 'pending'
),
published as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent, created_at)
  select
    uuidv7(), outbox_bucket(customer_id), 'customer', customer_id, type, payload, traceparent, at
  from event
  order by ordinal, place
)
select
  case when m.ordinal is not null then m.customer_id end as woken_customer_id,
  case
    when a.customer_id is null then 'unknown_card'
    when m.ordinal is not null then m.state
    when a.comes_again then 'again'
    when a.no_attempts_left then 'no_attempts_left'
    else 'duplicate'
  end as outcome,
  m.reason, m.at,
  ceil(1000 * extract(epoch from m.at + m.deadline_ms * interval '1 ms' - current_instant()))::integer as remaining_ms
from answered a
left join admitted m on m.ordinal = a.ordinal
order by a.ordinal
