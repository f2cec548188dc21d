select
  coalesce((select extract(epoch from ahead) from clock_offset), 0)::float8 as ahead_seconds,
  utc_instant(current_instant()) as now
