select id as report_id, authorization_id, channel, reported_at
from fraud_reports
where authorization_id = $1::uuid
