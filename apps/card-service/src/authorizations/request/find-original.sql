-- What a later message is about: by our id; else by the whole key of the message itself; else by the network's id of the transaction;
-- else by trace number and time; else by card, retrieval reference, terminal or merchant, amount and approval code, as far as they are
-- stated; else by card and merchant. Never on another card than the message names. Of several tries of one purchase those are meant
-- that were approved or may be. Of the first way that finds any at most two come back: two are too many.
with candidate as (
  select 1 as way, id from authorizations where network_id = $1::uuid and id = $2::uuid
  union all
  select 2, id from authorizations
  where network_id = $1::uuid and acquirer_id = $6 and transmitted_at = $5::timestamptz and stan = $4 and terminal_id = $7
  union all
  select 3, id from authorizations
  where network_id = $1::uuid and network_transaction_id = $3 and kind = 'purchase'
  union all
  select 4, id from authorizations
  where
    ($6::text is null or $7::text is null) and network_id = $1::uuid and stan = $4 and transmitted_at = $5::timestamptz
    and acquirer_id = coalesce($6, acquirer_id) and terminal_id = coalesce($7, terminal_id)
  union all
  select 5, id from authorizations
  where
    card_id = $8::uuid and network_id = $1::uuid and kind = 'purchase' and retrieval_reference = $9
    and terminal_id = coalesce($7, terminal_id) and merchant_id = coalesce($10, merchant_id)
    and coalesce(stated_minor, amount_minor) = coalesce($11::bigint, stated_minor, amount_minor)
    and coalesce(approval_code, '') = coalesce($12, approval_code, '')
  union all
  -- Who states no reference, as with refunds: by card and merchant, what was approved.
  select 6, id from authorizations
  where
    card_id = $8::uuid and network_id = $1::uuid and kind = 'purchase' and $9::text is null and merchant_id = $10
    and approved_minor is not null
),
ranked as (
  select id, rank() over (order by way, (a.state = 'pending' or a.approved_minor is not null) desc) as place
  from candidate
  join authorizations a using (id)
  where a.card_id = coalesce($8::uuid, a.card_id)
)
select a.*
from ranked
join authorizations a using (id)
where place = 1
limit 2
