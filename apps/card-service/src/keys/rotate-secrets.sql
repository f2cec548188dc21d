-- $1 keys, $2 their signing secrets under the current vault key, $3 their answers; null where there is none.
with member as materialized (
  select * from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as m (key_id, secret, answer)
),
secrets as (
  update api_keys k
  set signing_secret_ciphertext = m.secret
  from member m
  where k.id = m.key_id and m.secret is not null
)
update issued_key_answers a
set answer_ciphertext = m.answer
from member m
where a.key_id = m.key_id and m.answer is not null
