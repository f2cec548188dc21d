-- How many of these numbers have a card. $1 hashes of numbers, which differ.
select count(*) as taken
from unnest($1::bytea[]) as sample (number_hash)
where exists (select from cards c where c.number_hash = sample.number_hash)
