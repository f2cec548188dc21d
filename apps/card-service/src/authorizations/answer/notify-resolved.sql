-- Tells the other instances. A transaction of its own: a notification inside the money transaction would serialise commits.
select pg_notify('authorization_resolved', payload) from unnest($1::text[]) as payload
