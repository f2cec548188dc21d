-- Closes approved authorizations, each in the state asked for: `reversed` and `expired` release the hold with a receipt,
-- `cleared` captures it. One row out for each row in, in the same order; an authorization at most once in a batch.
-- A null network is the sweeper: it may expire what is past its time by the database's clock, whoever sent it.
with member as materialized (
  select * from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality
    as m (authorization_id, network_id, closing_state, ordinal)
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
  select id, iin, last_four from cards
  where id = any (array(select card_id from target)) and (select count(*) from locked_account) > 0
  order by id
  for no key update
),
locked_authorization as materialized (
  select id, card_id, network_id, state from authorizations
  where id = any ($1::uuid[]) and (select count(*) from locked_card) > 0
  order by id
  for no key update
),
locked_hold as materialized (
  select id, authorization_id, expires_at from holds
  where authorization_id = any ($1::uuid[]) and (select count(*) from locked_authorization) > 0
  order by authorization_id
  for no key update
),
moment as materialized (
  select clock_timestamp() as at, count(*) as locked_holds from locked_hold
),
judged as materialized (
  select
    m.*, moment.at,
    jsonb_build_object('cardId', c.id, 'iin', c.iin, 'lastFour', c.last_four) as card,
    case
      when a.id is null or m.network_id <> a.network_id then 'unknown'
      when a.state = m.closing_state then 'repeated'
      when a.state <> 'approved' then 'not_closable'
      when m.closing_state = 'expired' and h.expires_at > moment.at then 'not_due'
      else 'closed'
    end as result
  from member m
  cross join moment
  left join locked_authorization a on a.id = m.authorization_id
  left join locked_card c on c.id = a.card_id
  left join locked_hold h on h.authorization_id = a.id
),
-- The updates trust what was read under the locks: a condition on the row itself would meet the older version that the
-- statement's snapshot holds, and silently skip a row that changed while we waited.
closed as (
  update authorizations a
  set state = j.closing_state, closed_at = j.at, version = a.version + 1
  from judged j
  where a.id = j.authorization_id and j.result = 'closed'
  returning a.*, j.card, j.ordinal
),
ended_hold as (
  update holds h
  set
    state = case c.state when 'cleared' then 'captured' else 'released' end,
    cause = case when c.state <> 'cleared' then c.state end,
    ended_at = c.closed_at,
    version = h.version + 1
  from closed c
  where h.authorization_id = c.id
  returning h.*, uuidv7() as posting_id, c.ordinal, c.traceparent
),
receipt as (
  insert into hold_releases (
    id, account_id, hold_id, authorization_id, cause, amount_minor, currency, placed_at, released_at
  )
  select posting_id, account_id, id, authorization_id, cause, amount_minor, currency, placed_at, ended_at
  from ended_hold
  where state = 'released'
),
moved_balance as (
  update accounts a
  set
    available_minor = a.available_minor + e.released_minor,
    held_minor = a.held_minor - e.released_minor - e.captured_minor,
    owed_minor = a.owed_minor + e.captured_minor,
    version = a.version + 1
  from (
    select
      account_id,
      coalesce(sum(amount_minor) filter (where state = 'released'), 0)::bigint as released_minor,
      coalesce(sum(amount_minor) filter (where state = 'captured'), 0)::bigint as captured_minor
    from ended_hold
    group by account_id
  ) e
  where a.id = e.account_id
),
posted_legs as (
  insert into ledger_legs (
    transaction_id, account_id, ledger_account, amount_minor, kind, authorization_id, booked_at
  )
  select
    h.posting_id, h.account_id, leg.ledger_account, leg.sign * h.amount_minor, leg.kind, h.authorization_id,
    h.ended_at
  from ended_hold h
  join (
    values
      ('released', 'release', 'held', -1), ('released', 'release', 'available', 1),
      ('captured', 'clearing', 'held', -1), ('captured', 'clearing', 'owed', 1)
  ) as leg (hold_state, kind, ledger_account, sign) on leg.hold_state = h.state
),
event as (
  select
    ordinal, 1 as place, customer_id, traceparent, closed_at as at, 'authorization.closed.v1' as type,
    jsonb_build_object(
      'authorizationId', id, 'customerId', customer_id, 'accountId', account_id, 'card', card, 'state', state,
      'amountMinor', amount_minor, 'currency', currency, 'closedAt', utc_instant(closed_at)
    ) as payload
  from closed
  union all
  select
    ordinal, 2, customer_id, traceparent, ended_at, 'hold.released.v1',
    jsonb_build_object(
      'receiptId', posting_id, 'holdId', id, 'authorizationId', authorization_id, 'customerId', customer_id,
      'accountId', account_id, 'cause', cause, 'amountMinor', amount_minor, 'currency', currency,
      'placedAt', utc_instant(placed_at), 'releasedAt', utc_instant(ended_at)
    )
  from ended_hold
  where state = 'released'
),
published as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent, created_at)
  select uuidv7(), outbox_bucket(customer_id), 'customer', customer_id, type, payload, traceparent, at
  from event
  order by ordinal, place
)
select j.result, j.authorization_id, c.customer_id
from judged j
left join closed c on c.ordinal = j.ordinal
order by j.ordinal
