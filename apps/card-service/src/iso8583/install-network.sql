-- The parties at the other end of the links: whoever is there already stays as it is.
insert into parties (id, kind, name, scheme)
select id, 'network', name, scheme from unnest($1::uuid[], $2::text[], $3::text[]) as link (id, name, scheme)
on conflict (id) do nothing
