insert into clock_offset (ahead) values (make_interval(secs => $1::integer))
on conflict (only_row) do update set ahead = clock_offset.ahead + excluded.ahead
