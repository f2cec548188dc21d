insert into clock_offset (ahead)
select
  noon + case when noon > today.now then interval '0' else interval '7 days' end - clock_timestamp() at time zone 'UTC'
from
  (select current_instant() at time zone 'UTC' as now) as today,
  lateral (select date_trunc('week', today.now) + interval '1 day 12 hours' as noon) as tuesday
on conflict (only_row) do update set ahead = excluded.ahead
