-- A number is kept readable no longer than it may be shown: while its card is open, and for 24 hours. Its hash stays, so the
-- card is still found.
alter table cards alter column number_ciphertext drop not null;
update cards set number_ciphertext = null where state in ('used', 'cancelled', 'expired', 'blocked');
create index readable_numbers_by_age on cards (minted_at) where number_ciphertext is not null;
