-- A number is kept readable no longer than it may be shown: while its card is open, and for 24 hours. Its hash stays, so the
-- card is still found.
alter table cards alter column number_ciphertext drop not null;
update cards set number_ciphertext = null where state in ('used', 'cancelled', 'expired', 'blocked');
create index readable_numbers_by_age on cards (minted_at) where number_ciphertext is not null;

-- The ranges whose numbers are ours: those that an instance was ever told to mint from. Whatever the settings say later, a card
-- of theirs stays a card.
create table number_ranges (
  iin text primary key check (iin ~ '^(\d{6}|\d{8})$'),
  since timestamptz not null default now()
);
insert into number_ranges (iin) select distinct iin from cards;

-- How many cards of an account are open, and how many were minted in 24 hours; a card lives seven days at most. Volatile, so that
-- it sees what was committed before its caller got the lock of the account, and not what was when its caller began.
create function card_counts(of_account uuid, out open_cards bigint, out minted_lately bigint)
  language sql volatile strict
as $$
  select
    count(*) filter (where state in ('open', 'claimed')),
    count(*) filter (where minted_at > clock_timestamp() - interval '24 hours')
  from cards
  where account_id = of_account and minted_at > clock_timestamp() - interval '7 days'
$$;
