-- Books whatever changes an authorization after it was admitted, whoever asks: decisions, the deadline, reversals, completions,
-- clearings, refunds, expiry. One row out for each row in, in the same order. Of those that depend on one another the first is
-- booked and the others come back as `again`, for the next run, which sees what the first one left.
-- $16 are lines, a decision's JSON or nothing in each: of JSON in an array every quotation mark would be escaped, and read as such here.
with member as materialized (
  select *
  from unnest(
    $1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::text[], $6::boolean[], $7::uuid[], $8::text[], $9::timestamptz[],
    $10::text[], $11::text[], $12::uuid[], $13::uuid[], $14::uuid[], $15::uuid[], string_to_array($16, e'\n'), $17::text[]
  ) with ordinality as m (
    authorization_id, kind, network_id, stated_minor, stated_as, final, movement_id, acquirer_id, transmitted_at,
    stan, terminal_id, decision_id, decided_customer_id, decided_account_id, decided_card_id, decision_line, new_approval_code, ordinal
  )
),
-- Whose an authorization is never changes: read without a lock, so that the locks can be taken in order.
target as materialized (
  select
    a.id, a.original_id, a.account_id, a.card_id,
    -- The network took the message back; see reverse-by-message.ts for why it must be looked for here, too.
    -- One row at most, looked up: exists() would be planned as a join with all of them.
    (
      select true
      from reversals r
      where
        r.network_id = a.network_id and r.acquirer_id = a.acquirer_id and r.transmitted_at = a.transmitted_at
        and r.stan = a.stan and r.terminal_id = a.terminal_id
    ) is not null as taken_back
  from authorizations a
  where a.id = any ($1::uuid[])
),
-- Lock order of every money statement: accounts, cards, authorizations, holds, each by id. count(*), because exists() would
-- stop after the first locked row.
locked_account as materialized (
  select id, available_minor, held_minor, owed_minor, payable_minor, frozen_at, version from accounts
  where id = any (array(select account_id from target))
  order by id
  for no key update
),
locked_card as materialized (
  select id, state, iin, last_four, uses, cap_minor, committed_minor from cards
  where id = any (array(select card_id from target)) and (select count(*) from locked_account) > 0
  order by id
  for no key update
),
locked_authorization as materialized (
  select * from authorizations
  where
    id = any ($1::uuid[] || array(select original_id from target where original_id is not null))
    and (select count(*) from locked_card) > 0
  order by id
  for no key update
),
locked_hold as materialized (
  select * from holds
  where authorization_id = any (array(select id from locked_authorization))
  order by authorization_id
  for no key update
),
-- Not now(): that is the statement's start, which a wait for a lock can put before the end of what it waited for.
moment as materialized (
  select current_instant() as at, count(*) as locked_holds from locked_hold
),
found as not materialized (
  select
    m.*, moment.at, a.customer_id, a.account_id, a.card_id, a.kind as authorization_kind, a.original_id, a.state, a.origin,
    a.reasons, a.amount_minor, a.currency, a.partial_allowed, a.approval_code, a.approved_minor, a.closed_at, a.refunded_minor, a.flags, a.version as authorization_version, a.decision as applied_decision, a.stated_minor as asked_minor, a.decision_id as applied_decision_id,
    a.deadline_at, a.resolved_at, a.cleared_minor, a.traceparent,
    masked_card(c.id, c.iin, c.last_four) as card, c.state as card_state, c.uses, c.cap_minor, c.committed_minor,
    h.id as hold_id, h.placed_at, h.expires_at, h.amount_minor as hold_minor, h.released_minor as hold_released_minor,
    h.version as hold_version, coalesce(h.amount_minor - h.released_minor, 0) as authorized_minor,
    coalesce(h.captured_minor, 0) as captured_minor, coalesce(h.held_minor, 0) as held_minor, l.owed_minor, l.frozen_at,
    a.state = 'pending' as pending, a.state in ('pending', 'approved') as live,
    -- An increment stands and falls with its purchase.
    a.kind = 'increment' and o.state <> 'approved' as orphaned,
    t.taken_back,
    a.forced and (m.acquirer_id, m.transmitted_at, m.stan, m.terminal_id) = (a.acquirer_id, a.transmitted_at, a.stan, a.terminal_id)
      as its_own,
    -- A decision about another's purchase that names this one: kept, never applied.
    coalesce(
      m.decision_id is not null
        and (m.decided_customer_id, m.decided_account_id, m.decided_card_id)
          is distinct from (a.customer_id, a.account_id, a.card_id),
      false
    ) and a.id is not null as foreign_to_it
  from member m
  cross join moment
  left join locked_authorization a on a.id = m.authorization_id and a.network_id = coalesce(m.network_id, a.network_id)
  left join target t on t.id = a.id
  left join locked_account l on l.id = a.account_id
  left join locked_card c on c.id = a.card_id
  left join locked_hold h on h.authorization_id = a.id
  left join locked_authorization o on o.id = a.original_id
),
judged as materialized (
  select
    *,
    -- For a smaller amount, which the terminal can take, the assessment had no objection.
    coalesce(kind = 'decline' and partial_allowed and stated_minor < amount_minor and not taken_back, false) as in_part,
    -- Answered in the worker's place, and assessed afterwards.
    coalesce(
      kind = 'deadline' and stated_minor >= amount_minor and not taken_back and not orphaned and frozen_at is null, false
    ) as stands_in,
    case
      when customer_id is null then 'unknown'
      when foreign_to_it then 'conflict'
      -- All that is bought on one card moves what the card is committed to.
      when row_number() over (partition by card_id, foreign_to_it order by ordinal) > 1 then 'again'
      when authorization_kind = 'increment'
        and (kind in ('completion', 'clearing', 'refund', 'refund_settlement') or kind = 'reversal' and state = 'approved')
        then 'of_purchase'
      -- The advice by whose own key it was booked, again.
      when kind = 'completion' and its_own then 'repeated'
      when kind = 'refund_settlement' and row_number() over (partition by account_id, kind order by ordinal) > 1 then 'again'
      when kind in ('approval', 'decline') then
        case
          when pending and kind = 'approval' and taken_back then 'late'
          when pending or (origin = 'stand_in' and applied_decision_id is null) then 'booked'
          when decision_id = applied_decision_id then 'repeated'
          when state = 'timed_out' or origin = 'network' then 'late'
          else 'conflict'
        end
      when kind = 'deadline' then
        case when not pending then 'not_open' when deadline_at <= at then 'booked' else 'not_due' end
      when kind = 'expiry' then
        case when state <> 'approved' then 'not_open' when expires_at <= at then 'booked' else 'not_due' end
      -- A completion that comes after the last clearing changes nothing more: what was collected counts.
      when live or kind in ('refund', 'refund_settlement') or (kind = 'completion' and state = 'cleared') then 'booked'
      when kind = 'reversal' and (state = 'reversed' or 'reversed_before_decision' = any (reasons)) then 'repeated'
      when kind = 'clearing' and state in ('reversed', 'expired', 'cleared') and stated_minor is not null then 'booked'
      when kind = 'clearing' and state = 'cleared' then 'repeated'
      else 'not_open'
    end as result
  from found
),
-- What each does to the money. A reversal states what is taken back (delta) or what is left of the authorization (total), and
-- takes back all of it when it states nothing; a clearing takes what is held and, if it is more, the rest from what is available.
moved as not materialized (
  select j.*, money.*
  from judged j
  cross join lateral (
    select
      case
        when kind = 'expiry' or (kind = 'reversal' and stated_minor is null) or (pending and kind = 'approval' and orphaned)
          or (pending and kind = 'deadline' and not stands_in) or (pending and kind = 'decline' and not in_part)
          then held_minor
        when pending and in_part then held_minor - least(held_minor, stated_minor)
        when kind = 'reversal' and stated_as = 'delta' then least(held_minor, stated_minor)
        when kind in ('reversal', 'completion')
          then least(held_minor, greatest(0, authorized_minor - greatest(stated_minor, captured_minor)))
        when kind = 'clearing' and final then held_minor - least(held_minor, coalesce(stated_minor, held_minor))
        else 0
      end as releases_minor,
      case when kind = 'clearing' then least(held_minor, coalesce(stated_minor, held_minor)) else 0 end as captures_minor,
      case when kind = 'clearing' then greatest(0, stated_minor - held_minor) else 0 end as beyond_hold_minor,
      case when kind = 'completion' and live then greatest(0, stated_minor - authorized_minor) else 0 end as adds_minor,
      case when kind = 'refund_settlement' then least(owed_minor, stated_minor) else 0 end as repays_minor,
      case when kind = 'refund_settlement' then stated_minor - least(owed_minor, stated_minor) else 0 end as pays_back_minor
  ) money
  where result = 'booked'
),
ruled as materialized (
  select m.*, resolved.*, approved.*, ending.*
  from moved m
  cross join lateral (
    select
      held_minor + adds_minor - releases_minor - captures_minor as left_minor,
      case
        when not pending then null
        when kind = 'completion' and releases_minor = held_minor then 'declined'
        when in_part or stands_in or kind in ('clearing', 'completion') or (kind = 'approval' and not orphaned) then 'approved'
        when kind = 'deadline' then 'timed_out'
        when kind in ('approval', 'decline') or releases_minor = held_minor then 'declined'
      end as resolved_state
  ) resolved
  cross join lateral (
    select
      case
        when resolved_state = 'approved'
          then held_minor + adds_minor - case when in_part or kind = 'completion' then releases_minor else 0 end
      end as new_approved_minor
  ) approved
  cross join lateral (
    select
      case
        when kind in ('refund', 'refund_settlement') or (kind <> 'clearing' and not live) then state
        when resolved_state in ('declined', 'timed_out') then resolved_state
        when left_minor > 0 or authorization_kind = 'increment' then coalesce(resolved_state, state)
        when kind = 'clearing' or captured_minor > 0 then 'cleared'
        when kind = 'expiry' then 'expired'
        else 'reversed'
      end as new_state,
      case
        when stands_in then 'stand_in'
        when kind in ('approval', 'decline') then 'assessment'
        when kind = 'deadline' then 'deadline'
        else 'network'
      end as new_origin,
      case
        when stands_in then array['approved_in_stand_in']
        when kind in ('clearing', 'completion') and resolved_state = 'approved' then array['approved_by_network']
        -- In part, by what the account had or by what the assessment found.
        when resolved_state = 'approved' and authorization_kind = 'purchase' and (in_part or asked_minor > amount_minor)
          then array['partly_approved']
        when resolved_state = 'approved' then '{}'
        when kind = 'decline' then array(select json_array_elements_text(decision_line::json -> 'reasons'))
        when kind = 'approval' then array['authorization_ended']
        when kind = 'deadline' then array['decision_timed_out']
        else array['reversed_before_decision']
      end as new_reasons,
      case
        when in_part then 'partly_approved'
        when kind in ('approval', 'decline') then 'declined'
        when kind = 'deadline' then 'timed_out'
        when kind = 'expiry' then 'expired'
        when kind = 'reversal' or (kind = 'completion' and releases_minor = authorized_minor) then 'reversed'
        else 'cleared_for_less'
      end as release_cause,
      array_remove(array[
        case when kind = 'decline' and not pending then 'declined_after_stand_in' end,
        case when beyond_hold_minor > 0 and live then 'above_hold' end,
        case when kind in ('clearing', 'completion') and pending then 'before_decision' end,
        case when kind = 'clearing' and state in ('expired', 'reversed', 'cleared') then 'after_' || state end
      ], null) as new_flags
  ) ending
),
-- The network's message key decides whether anything happens at all: what follows reads `booked` only.
movement as (
  insert into movements (
    id, account_id, customer_id, authorization_id, network_id, kind, acquirer_id, transmitted_at, stan, terminal_id,
    stated_minor, stated_as, final, currency, released_minor, captured_minor, beyond_hold_minor, added_minor, repaid_minor,
    payable_minor, state, held_after_minor, cleared_after_minor, flags, booked_at
  )
  select
    movement_id, account_id, customer_id, authorization_id, network_id, kind, acquirer_id, transmitted_at, stan, terminal_id,
    stated_minor, stated_as, final, currency, releases_minor, captures_minor, beyond_hold_minor, adds_minor, repays_minor,
    pays_back_minor, new_state, left_minor, cleared_minor + captures_minor + beyond_hold_minor, new_flags, at
  from ruled
  where movement_id is not null
  order by network_id, kind, acquirer_id, transmitted_at, stan, terminal_id
  on conflict on constraint one_movement_per_network_message do nothing
  returning *
),
booked as materialized (
  select r.* from ruled r
  where r.movement_id is null or r.movement_id in (select id from movement)
),
unapplied as (
  insert into unapplied_decisions (decision_id, authorization_id, customer_id, outcome, cause, event, received_at)
  select
    decision_id, authorization_id, decided_customer_id, case kind when 'approval' then 'approved' else 'declined' end,
    case result when 'unknown' then 'unknown_authorization' else result end, decision_line::jsonb, at
  from judged
  where decision_id is not null and result in ('late', 'conflict', 'unknown')
  order by decision_id
  on conflict (decision_id) do nothing
),
-- Whatever the updates write comes from what was read under the locks. Where the row changed while we waited, an expression of its own
-- columns meets the version of the statement's snapshot first: a condition would skip the row, and a check of the table refuse it.
changed as (
  update authorizations a
  set
    state = b.new_state,
    origin = case when b.resolved_state is null then b.origin else b.new_origin end,
    reasons = case when b.resolved_state is null then b.reasons else b.new_reasons end,
    approval_code = case when b.resolved_state = 'approved' then b.new_approval_code else b.approval_code end,
    approved_minor = coalesce(b.new_approved_minor, b.approved_minor),
    decision_id = coalesce(b.decision_id, b.applied_decision_id),
    decision = coalesce(nullif(b.decision_line, '')::json, b.applied_decision),
    resolved_at = case when b.resolved_state is null then b.resolved_at else b.at end,
    closed_at = case when b.new_state in ('reversed', 'expired', 'cleared') and b.new_state <> b.state then b.at else b.closed_at end,
    cleared_minor = b.cleared_minor + b.captures_minor + b.beyond_hold_minor,
    refunded_minor = b.refunded_minor + b.repays_minor + b.pays_back_minor,
    flags = array(select distinct unnest(b.flags || b.new_flags) order by 1),
    version = b.authorization_version + 1
  from booked b
  where a.id = b.authorization_id
  -- With what the events say of it: joined to `booked` again, a set would cost the square of its size.
  returning
    a, b.ordinal, b.customer_id, b.account_id, b.traceparent, b.at, b.card, b.currency, b.resolved_state, b.live, b.new_state
),
changed_card as (
  update cards c
  set
    state = n.state,
    number_ciphertext = case when n.state in ('open', 'claimed') then c.number_ciphertext end,
    committed_minor = greatest(0, n.committed_minor),
    version = c.version + (n.state <> b.card_state)::integer
  from booked b
  cross join lateral (
    select
      committed_minor,
      case
        when b.resolved_state is null or b.card_state <> 'claimed' or b.authorization_kind = 'increment' then b.card_state
        when b.uses = 'split' then case when committed_minor < b.cap_minor then 'open' else 'used' end
        -- What is committed beside a declined purchase is what a network has approved in our place meanwhile.
        when b.resolved_state = 'approved' or committed_minor > 0 then 'used'
        else 'open'
      end as state
    from (values (b.committed_minor + b.beyond_hold_minor + b.adds_minor - b.releases_minor)) as m (committed_minor)
  ) n
  where
    c.id = b.card_id
    and (n.state <> b.card_state or n.committed_minor <> b.committed_minor)
  returning
    b.ordinal, b.customer_id, b.account_id, b.traceparent, b.at, b.card, b.kind, b.resolved_state, n.state <> b.card_state as changed,
    c.state, c.version
),
changed_hold as (
  update holds h
  set
    amount_minor = b.hold_minor + b.adds_minor,
    released_minor = b.hold_released_minor + b.releases_minor,
    captured_minor = b.captured_minor + b.captures_minor,
    state = n.state,
    cause = case when n.state = 'released' then b.release_cause end,
    ended_at = case when n.state <> 'placed' then b.at end,
    version = b.hold_version + 1
  from booked b
  cross join lateral (
    select
      case
        when b.authorization_kind = 'increment' and b.new_state = 'approved' then 'merged'
        when b.left_minor > 0 then 'placed'
        when b.captured_minor + b.captures_minor > 0 then 'captured'
        else 'released'
      end as state
  ) n
  where
    h.id = b.hold_id
    and (b.releases_minor + b.captures_minor + b.adds_minor > 0 or n.state = 'merged' and b.pending)
),
grown_hold as (
  update holds h
  set
    amount_minor = h.amount_minor + b.left_minor, expires_at = greatest(h.expires_at, b.expires_at), version = h.version + 1
  from booked b
  where
    h.authorization_id = b.original_id and b.authorization_kind = 'increment' and b.resolved_state = 'approved'
),
receipt as (
  insert into hold_releases (
    id, account_id, hold_id, authorization_id, cause, amount_minor, currency, placed_at, released_at
  )
  select uuidv7(), account_id, hold_id, authorization_id, release_cause, releases_minor, currency, placed_at, at
  from booked
  where releases_minor > 0
  returning *
),
moved_balance as (
  update accounts a
  set
    available_minor = l.available_minor + s.available_minor,
    held_minor = l.held_minor + s.held_minor,
    owed_minor = l.owed_minor + s.owed_minor,
    payable_minor = l.payable_minor + s.payable_minor,
    version = l.version + 1
  from (
    select
      account_id,
      sum(releases_minor + repays_minor - beyond_hold_minor - adds_minor)::bigint as available_minor,
      sum(adds_minor - releases_minor - captures_minor)::bigint as held_minor,
      sum(captures_minor + beyond_hold_minor - repays_minor)::bigint as owed_minor,
      sum(pays_back_minor)::bigint as payable_minor
    from booked
    where movement_id is not null or releases_minor > 0
    group by account_id
  ) s
  join locked_account l on l.id = s.account_id
  where a.id = s.account_id
  returning a.id, a.granted_minor, a.available_minor, a.held_minor, a.owed_minor, a.payable_minor
),
posted_legs as (
  insert into ledger_legs (
    transaction_id, account_id, ledger_account, amount_minor, kind, authorization_id, booked_at
  )
  select posting.id, posting.account_id, leg.ledger_account, leg.amount_minor, leg.kind, posting.authorization_id, posting.at
  from (
    select id, account_id, authorization_id, released_at as at, amount_minor as releases_minor, 0 as captures_minor,
      0 as beyond_hold_minor, 0 as adds_minor, 0 as repays_minor, 0 as pays_back_minor
    from receipt
    union all
    select movement_id, account_id, authorization_id, at, 0, captures_minor, beyond_hold_minor, adds_minor, repays_minor,
      pays_back_minor
    from booked
    where movement_id is not null
  ) posting
  cross join lateral (
    values
      ('release', 'held', -releases_minor), ('release', 'available', releases_minor),
      ('clearing', 'held', -captures_minor), ('clearing', 'available', -beyond_hold_minor),
      ('clearing', 'owed', captures_minor + beyond_hold_minor),
      ('hold', 'available', -adds_minor), ('hold', 'held', adds_minor),
      ('refund', 'owed', -repays_minor), ('refund', 'available', repays_minor),
      ('refund', 'received', -pays_back_minor), ('refund', 'payable', pays_back_minor)
  ) as leg (kind, ledger_account, amount_minor)
  where leg.amount_minor <> 0
),
event as (
  select
    ordinal, 1 as place, customer_id, traceparent, at, 'authorization.resolved.v1' as type,
    authorization_resolved(a, resolved_state, card) as payload
  from changed
  where resolved_state is not null
  union all
  select
    ordinal, 2, customer_id, traceparent, at, 'card.changed.v1',
    card_changed(
      customer_id, account_id, card, state,
      case
        when resolved_state = 'approved' or state = 'used' then 'approved'
        when kind = 'deadline' then 'deadline_passed'
        when kind in ('reversal', 'completion') then 'reversed'
        else 'declined'
      end,
      version, at
    )
  from changed_card
  where changed
  union all
  select
    ordinal, 3, customer_id, traceparent, at, 'authorization.closed.v1',
    jsonb_build_object(
      'authorizationId', (a).id, 'customerId', customer_id, 'accountId', account_id, 'card', card,
      'state', new_state, 'amountMinor', case new_state when 'cleared' then (a).cleared_minor else (a).approved_minor end,
      'currency', currency, 'closedAt', utc_instant(at)
    )
  from changed
  where live and new_state in ('reversed', 'expired', 'cleared')
  union all
  select b.ordinal, 4, b.customer_id, b.traceparent, b.at, 'hold.released.v1', hold_released(r, b.customer_id)
  from booked b
  join receipt r using (authorization_id)
  union all
  select
    b.ordinal, 5, b.customer_id, b.traceparent, b.at, 'movement.booked.v1',
    movement_booked(m, b.card, a.granted_minor, a.available_minor, a.held_minor, a.owed_minor, a.payable_minor)
  from booked b
  join movement m on m.id = b.movement_id
  join moved_balance a on a.id = b.account_id
),
published as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent, created_at)
  select uuidv7(), outbox_bucket(customer_id), 'customer', customer_id, type, payload, traceparent, at
  from event
  order by ordinal, place
)
select
  case when j.result = 'booked' and b.ordinal is null then 'duplicate' else j.result end as result,
  j.authorization_id,
  case when b.ordinal is not null then j.customer_id end as woken_customer_id,
  b.resolved_state is not null as resolved,
  coalesce(b.resolved_state, j.state) as state,
  case when b.resolved_state is null then j.origin else b.new_origin end as origin,
  case when b.resolved_state is null then j.reasons else b.new_reasons end as reasons,
  case when b.resolved_state = 'approved' then j.new_approval_code else j.approval_code end as approval_code,
  coalesce(b.new_approved_minor, j.approved_minor) as approved_minor,
  coalesce(b.decision_id, j.applied_decision_id) as decision_id,
  case when b.resolved_state is null then j.resolved_at else j.at end as resolved_at,
  ceil(1000 * greatest(-1, extract(epoch from j.deadline_at - current_instant())))::integer as remaining_ms
from judged j
left join booked b on b.ordinal = j.ordinal
order by j.ordinal
