-- Forgets what was published more than $1 days ago, so many batches ($2) at most.
DELETE FROM published_batches
WHERE id = ANY (
  ARRAY(
    SELECT id FROM published_batches WHERE published_at < now() - $1::integer * interval '1 day' ORDER BY published_at LIMIT $2::integer
  )
)
