-- $1 key id. The answer as it was given when the key was issued; no row: it was erased, for its time is over.
select answer_ciphertext from issued_key_answers where key_id = $1
