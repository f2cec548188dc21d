-- Signing secrets, and answers that may be repeated. $1 the last key that was looked at, $2 keys at once.
select k.id as key_id, k.signing_secret_ciphertext, a.answer_ciphertext
from api_keys k
left join issued_key_answers a on a.key_id = k.id
where (k.signing_secret_ciphertext is not null or a.key_id is not null) and k.id > $1::uuid
order by k.id
limit $2::integer
