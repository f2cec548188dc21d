SELECT
  count(*) FILTER (WHERE refusal IS NULL) AS unpublished,
  count(*) FILTER (WHERE refusal IS NOT NULL) AS refused,
  coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE refusal IS NULL)), 0)::float8 AS "oldestSeconds"
FROM outbox
