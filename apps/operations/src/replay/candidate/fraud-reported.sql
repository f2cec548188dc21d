-- Which of these purchases were reported as fraud, at any time.
select authorization_id
from purchases
where authorization_id = any ($1::uuid[]) and fraud_reported_at_ms is not null
