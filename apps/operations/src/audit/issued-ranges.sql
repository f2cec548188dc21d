-- First digits of every number that was ever minted.
select iin from number_ranges
