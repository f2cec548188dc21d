-- Takes the report of a fraud: the report itself, the burned card, the freeze and the events, or nothing at all. A null
-- network or customer stands for everybody's authorizations. No row: there is no such authorization, or it is not theirs.
-- Account and card of an authorization never change: read without a lock, so that the locks can be taken in order.
with target as materialized (
  select id, account_id, card_id
  from authorizations
  where
    id = $1::uuid
    and network_id = coalesce($2::uuid, network_id)
    and customer_id = coalesce($3::uuid, customer_id)
),
locked_account as materialized (
  select id, frozen_at from accounts
  where id = any (array(select account_id from target))
  for no key update
),
locked_card as materialized (
  select id, state, iin, last_four from cards
  where id = any (array(select card_id from target)) and (select count(*) from locked_account) > 0
  for no key update
),
locked_authorization as materialized (
  select * from authorizations
  where id = any (array(select id from target)) and (select count(*) from locked_card) > 0
  for no key update
),
moment as materialized (
  select current_instant() as at, count(*) as locked_authorizations from locked_authorization
),
judged as materialized (
  select
    a.*, moment.at, c.state as card_state,
    masked_card(c.id, c.iin, c.last_four) as card,
    -- Somebody else has used the account, whatever became of that purchase since.
    a.state in ('approved', 'reversed', 'expired', 'cleared') and l.frozen_at is null as freezes
  from locked_authorization a
  join locked_account l on l.id = a.account_id
  join locked_card c on c.id = a.card_id
  cross join moment
),
-- The report's own key decides whether anything happens: what follows reads `reported` only. A claimed card waits for a
-- decision, which would open it again.
reported as (
  insert into fraud_reports (
    id, authorization_id, account_id, customer_id, card_id, channel, reported_by, reported_at
  )
  select $4::uuid, id, account_id, customer_id, card_id, $5::text, $6::uuid, at
  from judged
  where card_state <> 'claimed'
  on conflict (authorization_id) do nothing
  returning *
),
blocked_card as (
  update cards c
  set state = 'blocked', number_ciphertext = null, version = c.version + 1
  from reported r
  cross join judged j
  where c.id = r.card_id and j.card_state = 'open'
  returning r.customer_id, r.account_id, r.reported_at, j.card, c.state, c.version
),
frozen_account as (
  update accounts a
  set frozen_at = r.reported_at, freeze_report_id = r.id, version = a.version + 1
  from reported r
  cross join judged j
  where a.id = r.account_id and j.freezes
),
event as (
  select
    1 as place, customer_id, reported_at as at, 'fraud.reported.v1' as type,
    jsonb_build_object(
      'reportId', id, 'authorizationId', authorization_id, 'customerId', customer_id, 'accountId', account_id,
      'cardId', card_id, 'channel', channel, 'reportedAt', utc_instant(reported_at)
    ) as payload
  from reported
  union all
  select
    2, customer_id, reported_at, 'card.changed.v1',
    card_changed(customer_id, account_id, card, state, 'fraud_reported', version, reported_at)
  from blocked_card
),
published as (
  insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, traceparent, created_at)
  select uuidv7(), outbox_bucket(customer_id), 'customer', customer_id, type, payload, $7::text, at
  from event
  order by place
)
select
  case
    when r.id is not null then 'reported'
    when j.card_state = 'claimed' then 'card_in_use'
    else 'reported_before'
  end as outcome,
  r.customer_id as woken_customer_id
from judged j
left join reported r on r.authorization_id = j.id
