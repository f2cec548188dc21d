-- Where the newest profile stands on its topic, and under which id and time it was published: so that it can be published again
-- when an older one is appended behind it. Null for profiles from before.
alter table customer_profiles
  add column event_id uuid,
  add column event_time timestamptz,
  add column partition integer,
  add column record_offset bigint;
