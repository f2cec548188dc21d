-- Keeps the newest profile of each customer, and where its last record stands. One row for each customer, as stored afterwards.
-- $1 customers, which differ, $2 versions, $3 profiles, $4 event ids, $5 their times, $6 partitions, $7 offsets.
with told as materialized (
  select *
  from unnest($1::uuid[], $2::integer[], $3::jsonb[], $4::uuid[], $5::timestamptz[], $6::integer[], $7::bigint[])
    as t (customer_id, version, profile, event_id, event_time, partition, record_offset)
),
kept as (
  insert into customer_profiles as p (
    customer_id, version, profile, event_id, event_time, partition, record_offset
  )
  select * from told order by customer_id
  on conflict (customer_id) do update
    set
      version = excluded.version, profile = excluded.profile, recorded_at = now(), event_id = excluded.event_id,
      event_time = excluded.event_time, partition = excluded.partition, record_offset = excluded.record_offset
    where
      p.version < excluded.version
      or p.version = excluded.version
        and (p.record_offset is null or p.partition <> excluded.partition or p.record_offset < excluded.record_offset)
  returning p.*
)
select * from kept
union all
select p.* from customer_profiles p join told t using (customer_id)
where not exists (select from kept k where k.customer_id = p.customer_id)
