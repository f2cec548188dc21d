-- Sets an event aside that must not be published. $1 event id, $2 why.
UPDATE outbox SET refusal = $2 WHERE id = $1::uuid AND published_at IS NULL
