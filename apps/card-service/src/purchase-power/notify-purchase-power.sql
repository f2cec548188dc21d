-- Tells the other instances: the one that asked knows the question.
select pg_notify('purchase_power_assessed', payload) from unnest($1::text[]) as payload
