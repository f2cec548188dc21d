-- Sets the clock of a simulated system ahead by as much more as $1 seconds. It never goes back: nothing may end before it began.
insert into clock_offset (ahead) values (make_interval(secs => $1::integer))
on conflict (only_row) do update set ahead = clock_offset.ahead + excluded.ahead
returning extract(epoch from ahead)::float8 as ahead_seconds, utc_instant(current_instant()) as now
