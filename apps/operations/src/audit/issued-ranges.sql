-- First digits of every number that was ever minted.
select distinct iin from cards
