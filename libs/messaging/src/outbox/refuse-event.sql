-- Sets an event aside that must not be published. $1 bucket and $2 sequence number, $3 why.
UPDATE outbox SET refusal = $3 WHERE bucket = $1::smallint AND seq = $2::bigint
