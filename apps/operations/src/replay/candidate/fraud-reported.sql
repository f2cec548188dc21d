-- Which of these purchases were reported as fraud, at any time.
select distinct authorization_id
from fraud_reports
where authorization_id = any ($1::uuid[])
