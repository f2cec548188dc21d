-- $1 lookup key, $2 verification key, $3 whether there is no other of either. False: there are cards that name no generation, and
-- several that they may be of.
with recorded as (
  insert into first_key_generation (lookup_key_id, verification_key_id)
  select $1::text, $2::text
  where
    not exists (select from first_key_generation)
    and ($3::boolean or not exists (select from cards where verification_key_id is null))
  on conflict (only_row) do update set only_row = true -- started at the same moment: theirs stands, and is seen
  returning only_row
)
select exists (select from recorded) or exists (select from first_key_generation) as known
