-- What must be zero at any instant: holds for nobody, and what sweeps could not end.
select
  (
    select count(*)
    from holds h
    left join authorizations a on a.id = h.authorization_id
    where h.state = 'placed' and (a.id is null or a.state not in ('pending', 'approved'))
  ) as holds_without_owner,
  (select count(*) from set_aside) as set_aside
