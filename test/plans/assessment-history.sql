-- What a year leaves with the assessment beside the purchases of a fill: how they were decided, and what was paid back.
insert into decisions (authorization_id, decision_id, customer_id, event, snapshot, snapshot_hash, decided_at)
select authorization_id, gen_random_uuid(), customer_id, '{}', repeat('snapshot', 20), 'hash', requested_at from purchases;

insert into clearings (authorization_id, customer_id, cleared_minor, cleared_at)
select authorization_id, customer_id, amount_minor, requested_at from purchases where amount_minor % 3 = 0;

insert into repayments (repayment_id, customer_id, account_id, amount_minor, currency, repaid_at)
select authorization_id, customer_id, customer_id, cleared_minor, 'EUR', cleared_at from clearings;

insert into customer_debts (customer_id, cleared_minor, repaid_minor)
select customer_id, sum(cleared_minor), sum(cleared_minor) from clearings group by customer_id;

insert into shadow_verdicts (authorization_id, candidate_version, verdict_id, event, shadowed_at)
select authorization_id, 'candidate', gen_random_uuid(), '{}', requested_at from purchases where amount_minor % 5 = 0;
