select * from authorizations where id = $1::uuid
