-- $1 role, $2 party, $3 customer: null is any. $4 the last key of the page before, or null; $5 the most rows.
-- Newest first, by id: ids are ordered by time. One branch runs, each along an index of its own.
with page as (
  (
    select * from api_keys
    where $3::uuid is not null and customer_id = $3::uuid
      and ($2::uuid is null or party_id = $2::uuid) and ($1::text is null or role = $1::text)
      and id < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    order by id desc
    limit $5
  )
  union all
  (
    select * from api_keys
    where $3::uuid is null and $2::uuid is not null and party_id = $2::uuid
      and ($1::text is null or role = $1::text)
      and id < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    order by id desc
    limit $5
  )
  union all
  (
    select * from api_keys
    where $3::uuid is null and $2::uuid is null and $1::text is not null and role = $1::text
      and id < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    order by id desc
    limit $5
  )
  union all
  (
    select * from api_keys
    where $3::uuid is null and $2::uuid is null and $1::text is null
      and id < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    order by id desc
    limit $5
  )
)
select
  k.id as key_id, k.role, k.party_id, p.name as party_name, k.customer_id, k.created_at, k.expires_at, k.last_used_at,
  k.revoked_at
from page k
left join parties p on p.id = k.party_id
order by k.id desc
