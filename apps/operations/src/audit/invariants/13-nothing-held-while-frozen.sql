-- No purchase is admitted on an account that is frozen, but for what a network approved in our place: both times are taken under
-- the account's lock.
select format('hold %s was placed while account %s was frozen', h.id, h.account_id) as violation
from holds h
join (
  select id as account_id, frozen_at, 'infinity'::timestamptz as lifted_at from accounts where frozen_at is not null
  union all
  select account_id, frozen_at, lifted_at from lifted_freezes
) as frozen using (account_id)
where
  h.placed_at > frozen.frozen_at and h.placed_at < frozen.lifted_at
  and not exists (select from authorizations a where a.id = h.authorization_id and a.forced)
