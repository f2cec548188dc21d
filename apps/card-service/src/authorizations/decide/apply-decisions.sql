-- Applies decisions with a compare-and-set on `pending`, one row out for each row in, in the same order. What the compare
-- finds decides everything: a decision wins as long as the authorization is pending, also past its deadline, because the
-- waiter and the sweeper, who own the deadline, take the same locks and the first of them ends the state `pending`.
-- Any number of members may share an account.
-- Whose an authorization is never changes: read without a lock, so that the locks can be taken in order.
with target as materialized (
  select
    id, account_id, card_id, customer_id,
    -- The network took the message back; see reverse-by-message.ts for why it must be looked for here, too.
    exists (
      select from reversals r
      where
        r.network_id = a.network_id and r.acquirer_id = a.acquirer_id and r.transmitted_at = a.transmitted_at
        and r.stan = a.stan and r.terminal_id = a.terminal_id
    ) as taken_back
  from authorizations a
  where id = any ($1::uuid[])
),
decision as materialized (
  select
    d.*,
    row_number() over (partition by authorization_id, foreign_to_it order by ordinal) = 1 as first,
    first_value(decision_id) over (partition by authorization_id, foreign_to_it order by ordinal) as first_decision_id
  from (
    select
      d.*, coalesce(t.taken_back and outcome = 'approved', false) as taken_back,
      -- A decision about another's purchase that names this one: kept, never applied.
      coalesce(
        (d.customer_id, d.event ->> 'accountId', d.event ->> 'cardId')
          is distinct from (t.customer_id, t.account_id::text, t.card_id::text),
        false
      ) and t.id is not null as foreign_to_it
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[]) with ordinality
      as d (authorization_id, decision_id, customer_id, outcome, event, approval_code, ordinal)
    left join target t on t.id = d.authorization_id
  ) d
),
locked_account as materialized (
  select id from accounts
  where id = any (array(select account_id from target))
  order by id
  for no key update
),
locked_card as materialized (
  select id, state, iin, last_four from cards
  where id = any (array(select card_id from target)) and (select count(*) from locked_account) > 0
  order by id
  for no key update
),
locked_authorization as materialized (
  select * from authorizations
  where id = any ($1::uuid[]) and (select count(*) from locked_card) > 0
  order by id
  for no key update
),
moment as materialized (
  select clock_timestamp() as at, count(*) as locked_authorizations from locked_authorization
),
judged as materialized (
  select
    d.*, moment.at,
    jsonb_build_object('cardId', c.id, 'iin', c.iin, 'lastFour', c.last_four) as card,
    c.state as card_state,
    case
      when a.id is null then 'unknown_authorization'
      when d.foreign_to_it then 'conflict'
      when a.state = 'pending' and d.first and d.taken_back then 'late'
      when a.state = 'pending' and d.first then 'applied'
      when d.decision_id = case a.state when 'pending' then d.first_decision_id else a.decision_id end
        then 'repeated'
      when a.state = 'timed_out' or a.origin = 'network' then 'late'
      else 'conflict'
    end as result
  from decision d
  cross join moment
  left join locked_authorization a on a.id = d.authorization_id
  left join locked_card c on c.id = a.card_id
),
kept as (
  insert into unapplied_decisions (decision_id, authorization_id, customer_id, outcome, cause, event, received_at)
  select decision_id, authorization_id, customer_id, outcome, result, event, at
  from judged
  where result in ('late', 'conflict', 'unknown_authorization')
  order by decision_id
  on conflict (decision_id) do nothing
),
-- The updates trust what was read under the locks: a condition on the row itself would meet the older version that the
-- statement's snapshot holds, and silently skip a row that changed while we waited.
resolved as (
  update authorizations a
  set
    state = j.outcome,
    origin = 'assessment',
    reasons = array(select jsonb_array_elements_text(j.event -> 'reasons')),
    approval_code = case j.outcome when 'approved' then j.approval_code end,
    decision_id = j.decision_id,
    decision = j.event,
    resolved_at = j.at,
    version = a.version + 1
  from judged j
  where a.id = j.authorization_id and j.result = 'applied'
  returning a.*, j.card, j.card_state, j.ordinal
),
changed_card as (
  update cards c
  set
    state = case r.state when 'approved' then 'used' else 'open' end,
    number_ciphertext = case when r.state <> 'approved' then c.number_ciphertext end,
    version = c.version + 1
  from resolved r
  where c.id = r.card_id and r.card_state = 'claimed'
  returning
    r.ordinal, r.customer_id, r.account_id, r.card, r.traceparent, r.resolved_at, r.state as cause,
    c.state, c.version
),
released_hold as (
  update holds h
  set state = 'released', cause = 'declined', ended_at = r.resolved_at, version = h.version + 1
  from resolved r
  where h.authorization_id = r.id and r.state = 'declined'
  returning h.*, uuidv7() as receipt_id, r.ordinal, r.traceparent
),
receipt as (
  insert into hold_releases (
    id, account_id, hold_id, authorization_id, cause, amount_minor, currency, placed_at, released_at
  )
  select receipt_id, account_id, id, authorization_id, cause, amount_minor, currency, placed_at, ended_at
  from released_hold
),
credited_account as (
  update accounts a
  set
    available_minor = a.available_minor + r.amount_minor,
    held_minor = a.held_minor - r.amount_minor,
    version = a.version + 1
  from (
    select account_id, sum(amount_minor)::bigint as amount_minor from released_hold group by account_id
  ) r
  where a.id = r.account_id
),
posted_legs as (
  insert into ledger_legs (
    transaction_id, account_id, ledger_account, amount_minor, kind, authorization_id, booked_at
  )
  select
    h.receipt_id, h.account_id, leg.ledger_account, leg.sign * h.amount_minor, 'release', h.authorization_id,
    h.ended_at
  from released_hold h
  cross join (values ('held', -1), ('available', 1)) as leg (ledger_account, sign)
),
event as (
  select
    ordinal, 1 as place, customer_id, traceparent, resolved_at as at, 'authorization.resolved.v1' as type,
    jsonb_build_object(
      'authorizationId', id, 'customerId', customer_id, 'accountId', account_id, 'card', card,
      'networkId', network_id, 'state', state, 'origin', origin, 'reasons', to_jsonb(reasons),
      'amountMinor', amount_minor, 'currency', currency,
      'merchant', jsonb_build_object(
        'id', merchant_id, 'name', merchant_name, 'mcc', mcc, 'country', merchant_country
      ),
      'entryMode', entry_mode, 'decisionId', decision_id,
      'requestedAt', utc_instant(requested_at), 'resolvedAt', utc_instant(resolved_at)
    ) as payload
  from resolved
  union all
  select
    ordinal, 2, customer_id, traceparent, resolved_at, 'card.changed.v1',
    jsonb_build_object(
      'customerId', customer_id, 'accountId', account_id, 'card', card, 'state', state, 'cause', cause,
      'version', version, 'changedAt', utc_instant(resolved_at)
    )
  from changed_card
  union all
  select
    ordinal, 3, customer_id, traceparent, ended_at, 'hold.released.v1',
    jsonb_build_object(
      'receiptId', receipt_id, 'holdId', id, 'authorizationId', authorization_id, 'customerId', customer_id,
      'accountId', account_id, 'cause', cause, 'amountMinor', amount_minor, 'currency', currency,
      'placedAt', utc_instant(placed_at), 'releasedAt', utc_instant(ended_at)
    )
  from released_hold
),
published as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent, created_at)
  select uuidv7(), outbox_bucket(customer_id), 'customer', customer_id, type, payload, traceparent, at
  from event
  order by ordinal, place
)
select
  j.result, j.authorization_id, r.customer_id, r.state, r.origin, r.reasons, r.approval_code, r.decision_id,
  r.resolved_at
from judged j
left join resolved r on r.ordinal = j.ordinal
order by j.ordinal
