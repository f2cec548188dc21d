-- The newest cards of a customer.
select
  c.id as card_id, c.customer_id, c.iin, c.last_four, c.state, c.cap_minor, c.currency, c.merchant_lock, c.valid_until,
  c.minted_at
from accounts a
join cards c on c.account_id = a.id
where a.customer_id = $1
order by c.minted_at desc, c.id desc
limit $2
