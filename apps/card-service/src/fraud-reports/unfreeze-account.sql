-- Ends a freeze, and keeps what it was. No row: there is no such customer.
with locked as materialized (
  select id, customer_id, frozen_at, freeze_report_id
  from accounts
  where customer_id = $1::uuid
  for no key update
),
lifted as (
  update accounts a
  set frozen_at = null, freeze_report_id = null, version = a.version + 1
  from locked l
  where a.id = l.id and l.frozen_at is not null
  returning l.*
),
kept as (
  insert into lifted_freezes (report_id, account_id, customer_id, frozen_at, lifted_at, lifted_by)
  select freeze_report_id, id, customer_id, frozen_at, current_instant(), $2::uuid from lifted
)
select customer_id from locked
