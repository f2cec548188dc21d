-- An index for each question that is asked, and none beside.

-- What reached the assessment is found by assessed_purchases_of_customer; this is for the others, which are few.
create index unassessed_purchases_of_customer on purchases (customer_id, requested_at) where not reached_assessment;
drop index purchases_of_customer;

-- Decisions are looked up by id, by authorization and by time.
drop index decisions_of_customer;

-- The bytes that were published. Nobody searches in it: to take it apart and put it together again cost more than all else of storing it.
alter table decisions alter column event type json using event::text::json;
