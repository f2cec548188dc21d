-- Forgets what passed at last. $1 kind, $2 ids.
delete from set_aside where kind = $1 and id = any ($2::uuid[])
