-- Makes ranges ours. $1 IINs, sorted.
insert into number_ranges (iin) select iin from unnest($1::text[]) as r (iin) on conflict do nothing
