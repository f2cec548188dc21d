-- Held = authorized − released − captured, where authorized is what was asked for, and the approved increments, and what completions
-- added; what is captured, cleared and refunded is what the messages booked.
with booked as (
  select
    authorization_id, sum(captured_minor) as captured_minor, sum(beyond_hold_minor) as beyond_hold_minor,
    sum(added_minor) as added_minor, sum(repaid_minor + payable_minor) as refunded_minor
  from movements
  group by authorization_id
),
merged as (
  select i.original_id, sum(h.amount_minor - h.released_minor) as merged_minor
  from authorizations i
  join holds h on h.authorization_id = i.id and h.state = 'merged'
  where i.kind = 'increment'
  group by i.original_id
),
summed as (
  select
    a.id, a.amount_minor + coalesce(m.merged_minor, 0) + coalesce(b.added_minor, 0) as authorized_minor,
    coalesce(b.captured_minor, 0) as captured_minor,
    coalesce(b.captured_minor + b.beyond_hold_minor, 0) as cleared_minor, coalesce(b.refunded_minor, 0) as refunded_minor
  from authorizations a
  left join booked b on b.authorization_id = a.id
  left join merged m on m.original_id = a.id
)
select
  format(
    'authorization %s: hold of %s with %s captured, cleared %s, refunded %s; its messages say %s, %s, %s, %s', a.id, h.amount_minor,
    h.captured_minor, a.cleared_minor, a.refunded_minor, s.authorized_minor, s.captured_minor, s.cleared_minor, s.refunded_minor
  ) as violation
from authorizations a
join summed s using (id)
left join holds h on h.authorization_id = a.id
where
  (a.cleared_minor, a.refunded_minor) is distinct from (s.cleared_minor, s.refunded_minor)
  or (h.id is not null and (h.amount_minor, h.captured_minor) is distinct from (s.authorized_minor, s.captured_minor))
