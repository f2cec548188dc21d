-- Ends pending authorizations without a decision: one row out for each row in, in the same order. `deadline` ends what is due by
-- the database's clock; `reversal` ends what the network takes back before it is decided. What is resolved already, or not
-- yet due, comes back as it is.
with member as materialized (
  select * from unnest($1::uuid[], $2::text[]) with ordinality as m (authorization_id, cause, ordinal)
),
-- What each cause makes of the authorization, its card and its hold.
ending (cause, state, origin, reason, card_cause, release_cause) as (
  values
    ('deadline', 'timed_out', 'deadline', 'decision_timed_out', 'deadline_passed', 'timed_out'),
    ('reversal', 'declined', 'network', 'reversed_before_decision', 'reversed', 'reversed')
),
target as materialized (
  select id, account_id, card_id from authorizations where id = any ($1::uuid[])
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
due as materialized (
  select
    a.id, moment.at, row_number() over (order by a.deadline_at, a.id) as ordinal, c.state as card_state, ending.*,
    jsonb_build_object('cardId', c.id, 'iin', c.iin, 'lastFour', c.last_four) as card
  from member m
  join ending using (cause)
  join locked_authorization a on a.id = m.authorization_id
  join locked_card c on c.id = a.card_id
  cross join moment
  where a.state = 'pending' and (m.cause = 'reversal' or a.deadline_at <= moment.at)
),
-- The updates trust what was read under the locks: a condition on the row itself would meet the older version that the
-- statement's snapshot holds, and silently skip a row that changed while we waited.
ended as (
  update authorizations a
  set
    state = due.state, origin = due.origin, reasons = array[due.reason], resolved_at = due.at, version = a.version + 1
  from due
  where a.id = due.id
  returning a.*, due.card, due.card_state, due.ordinal, due.card_cause, due.release_cause
),
reopened_card as (
  update cards c
  set state = 'open', version = c.version + 1
  from ended t
  where c.id = t.card_id and t.card_state = 'claimed'
  returning
    t.ordinal, t.customer_id, t.account_id, t.card, t.traceparent, t.resolved_at, t.card_cause, c.state, c.version
),
released_hold as (
  update holds h
  set state = 'released', cause = t.release_cause, ended_at = t.resolved_at, version = h.version + 1
  from ended t
  where h.authorization_id = t.id
  returning h.*, uuidv7() as receipt_id, t.ordinal, t.traceparent
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
      'entryMode', entry_mode, 'decisionId', null,
      'requestedAt', utc_instant(requested_at), 'resolvedAt', utc_instant(resolved_at)
    ) as payload
  from ended
  union all
  select
    ordinal, 2, customer_id, traceparent, resolved_at, 'card.changed.v1',
    jsonb_build_object(
      'customerId', customer_id, 'accountId', account_id, 'card', card, 'state', state,
      'cause', card_cause, 'version', version, 'changedAt', utc_instant(resolved_at)
    )
  from reopened_card
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
  case when t.id is not null then 'ended' when a.state = 'pending' then 'not_due' else 'resolved' end as result,
  member.authorization_id, a.customer_id,
  coalesce(t.state, a.state) as state,
  coalesce(t.origin, a.origin) as origin,
  coalesce(t.reasons, a.reasons) as reasons,
  a.approval_code, a.decision_id,
  coalesce(t.resolved_at, a.resolved_at) as resolved_at,
  ceil(1000 * extract(epoch from a.deadline_at - clock_timestamp()))::integer as remaining_ms
from member
join locked_authorization a on a.id = member.authorization_id
left join ended t on t.id = a.id
order by member.ordinal
