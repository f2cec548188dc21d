-- The generation of the cards that name none, from before 0008: that of the keys at the first start that knew of generations. Which
-- one of several it is cannot be told from their order, since that changes while keys are changed.
create table first_key_generation (
  only_row boolean primary key default true check (only_row),
  lookup_key_id text not null,
  verification_key_id text not null
);
