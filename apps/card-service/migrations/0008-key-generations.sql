-- Which generation of a key a card was made under. Null for cards from before there were several: they are of the oldest
-- generation that the settings name, and rotate-keys says so in their rows.
alter table cards
  add column lookup_key_id text,
  add column verification_key_id text;

-- Who ended a key of the settings: an operator, for good, or another key of the settings, which may go again.
alter table api_keys
  add column replaced_by_settings boolean not null default false,
  add constraint only_what_ended_was_replaced check (not replaced_by_settings or revoked_at is not null);
