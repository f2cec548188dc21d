select id from accounts where id = any ($1::uuid[]) order by id for no key update
