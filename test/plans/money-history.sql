-- What a year leaves behind the cards of a fill: four authorizations of each, what follows from them, and what is under way.
insert into authorizations (
  id, account_id, customer_id, card_id, network_id, kind, state, origin, amount_minor, currency, merchant_id, merchant_name, mcc,
  merchant_country, entry_mode, acquirer_id, terminal_id, stan, transmitted_at, decision_id, requested_at, deadline_at, resolved_at,
  closed_at, approved_minor, cleared_minor, single_use, retrieval_reference, network_transaction_id, version
)
select
  uuidv7(made.age), c.account_id, c.customer_id, c.id, md5((made.place % 5)::text)::uuid, 'purchase', made.state,
  case when made.state <> 'pending' then 'assessment' end, 1000 + made.place % 4000, 'EUR', 'MERCHANT' || made.place % 500, 'Merchant',
  '5942', 'DE', 'ecommerce', 'acquirer ' || made.place % 50, 'terminal ' || made.place % 5000, lpad((made.place % 1000000)::text, 6, '0'),
  made.at, gen_random_uuid(), made.at, made.at + interval '2 s', case when made.state <> 'pending' then made.at end,
  case when made.state = 'cleared' then made.at + interval '2 days' end, case when made.state in ('approved', 'cleared') then 1000 end,
  case when made.state = 'cleared' then 1000 else 0 end, false, 'reference ' || made.place, 'transaction ' || made.place, 2
from (select *, row_number() over (order by id) as card_place, count(*) over () as cards from cards) c
cross join generate_series(1, 4) as try
cross join lateral (select (c.card_place - 1) * 4 + try as place) p
cross join lateral (
  select
    p.place, (p.place - 4 * c.cards) * interval '1 year' / (4 * c.cards) as age,
    now() + (p.place - 4 * c.cards) * interval '1 year' / (4 * c.cards) as at,
    case
      when p.place > 3.99 * c.cards then 'pending'
      when try = 1 and p.place > 3.8 * c.cards then 'approved'
      when try = 1 then 'cleared'
      else 'declined'
    end as state
) made;

insert into holds (
  id, account_id, customer_id, authorization_id, amount_minor, currency, state, cause, placed_at, expires_at, ended_at, released_minor,
  captured_minor
)
select
  uuidv7(), account_id, customer_id, id, amount_minor, 'EUR',
  case state when 'declined' then 'released' when 'cleared' then 'captured' else 'placed' end,
  case state when 'declined' then 'declined' end, requested_at, requested_at + interval '7 days',
  case when state in ('declined', 'cleared') then requested_at end, case state when 'declined' then amount_minor else 0 end,
  case state when 'cleared' then amount_minor else 0 end
from authorizations;

insert into hold_releases (id, account_id, hold_id, authorization_id, cause, amount_minor, currency, placed_at, released_at)
select uuidv7(), account_id, id, authorization_id, 'declined', amount_minor, 'EUR', placed_at, ended_at
from holds where state = 'released';

insert into movements (
  id, account_id, customer_id, authorization_id, network_id, kind, acquirer_id, transmitted_at, stan, terminal_id, stated_as, currency,
  released_minor, captured_minor, beyond_hold_minor, added_minor, repaid_minor, payable_minor, state, held_after_minor,
  cleared_after_minor, flags, booked_at
)
select
  uuidv7(), account_id, customer_id, id, network_id, 'clearing', acquirer_id, closed_at, stan, terminal_id, 'delta', 'EUR', 0,
  amount_minor, 0, 0, 0, 0, 'cleared', 0, amount_minor, '{}', closed_at
from authorizations where state = 'cleared';

insert into repayments (id, account_id, customer_id, amount_minor, currency, repaid_at, payment_reference, receipt)
select uuidv7(), account_id, customer_id, amount_minor, 'EUR', closed_at, id::text, '{}' from authorizations where state = 'cleared';

insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload, created_at)
select
  uuidv7(), outbox_bucket(customer_id), 'customer', customer_id, 'authorization.resolved.v1', '{"authorizationId": 1}', requested_at
from authorizations order by requested_at;

insert into published_batches (published_at, event_ids, types)
select requested_at, array[id], array['authorization.requested.v1'] from authorizations order by requested_at;

insert into reversals (network_id, acquirer_id, transmitted_at, stan, terminal_id, received_at)
select network_id, acquirer_id, transmitted_at, stan, terminal_id, now() - random() * interval '15 days'
from authorizations where stan like '%7';

insert into unapplied_decisions (decision_id, authorization_id, customer_id, outcome, cause, event)
select decision_id, id, customer_id, 'declined', 'late', '{}' from authorizations where stan like '%77';

insert into fraud_reports (id, authorization_id, account_id, customer_id, card_id, channel, reported_by, reported_at)
select uuidv7(), id, account_id, customer_id, card_id, 'customer', id, requested_at from authorizations where stan like '%78';

insert into parked_messages (id, network_id, kind, reason, acquirer_id, transmitted_at, stan, terminal_id, message)
select uuidv7(), network_id, 'refund', 'no_original', acquirer_id, transmitted_at, stan, terminal_id, '{}'
from authorizations where stan like '%79';

insert into idempotency_keys (principal_id, idempotency_key, request_hash, claim_id, claimed_at, answer)
select customer_id, id::text, '\x00', id, minted_at - random() * interval '1 day', '{}' from cards;

insert into parties (id, kind, name, scheme)
select md5(n::text)::uuid, 'network', 'Network ' || n, 'visa' from generate_series(0, 4) n;
-- Callers do not grow in number with the cards.
insert into parties (id, kind, name, scheme) select uuidv7(), 'merchant', 'Merchant', 'visa' from generate_series(1, 2000);
insert into api_keys (id, key_hash, role, customer_id)
select uuidv7(), sha256(id::text::bytea), 'customer', id from customers;
insert into issued_key_answers (key_id, answer_ciphertext, issued_at)
select id, '\x00', now() - random() * interval '1 day' from api_keys;
insert into attempt_allowances (network_id, attempts, as_of, taken, refused) select id, 10, now(), 0, 0 from parties;
