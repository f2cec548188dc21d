-- A network may end an authorization that is pending, by taking it back.
alter table purchases
  drop constraint purchases_resolution_origin_check,
  add constraint purchases_resolution_origin_check
    check (resolution_origin in ('intake', 'assessment', 'deadline', 'network')) not valid;
alter table purchases validate constraint purchases_resolution_origin_check;
