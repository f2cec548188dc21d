-- What is kept of issued keys, of parties, ranges and of rows set aside ages by the clock of the money, as the sweeps that end it look at it.
alter table parties alter column created_at set default current_instant();
alter table api_keys alter column created_at set default current_instant();
alter table issued_key_answers alter column issued_at set default current_instant();
alter table number_ranges alter column since set default current_instant();
alter table set_aside alter column since set default current_instant();
