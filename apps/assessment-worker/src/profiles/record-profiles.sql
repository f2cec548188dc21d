insert into customer_profiles (customer_id, version, profile)
select customer_id, version, profile
from unnest($1::uuid[], $2::integer[], $3::jsonb[]) as told (customer_id, version, profile)
order by customer_id
on conflict (customer_id) do update
  set version = excluded.version, profile = excluded.profile, recorded_at = now()
  where customer_profiles.version < excluded.version
