-- For specs: everything that was ever written into the outbox. The relay takes out what it has published.
create table taken_events (like outbox);

create function keep_taken_event() returns trigger
  language plpgsql
  as $$
  begin
    insert into taken_events select old.*;
    return null;
  end
  $$;

create trigger keep_taken_event after delete on outbox for each row execute function keep_taken_event();

create view written_events as select * from taken_events union all select * from outbox;
