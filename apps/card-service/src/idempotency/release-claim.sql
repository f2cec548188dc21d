-- Gives a key back after a call that had no effect. Where the effect was committed after all, the answer stays.
delete from idempotency_keys
where principal_id = $1 and idempotency_key = $2 and claim_id = $3 and answer is null
