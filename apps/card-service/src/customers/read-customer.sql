select
  c.id as customer_id, a.id as account_id, c.country, a.currency, c.profile_version, c.created_at as opened_at,
  a.granted_minor, a.available_minor, a.held_minor, a.owed_minor
from customers c
join accounts a on a.customer_id = c.id
where c.id = $1
