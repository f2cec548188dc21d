-- The card service may answer in the assessment's place.
alter table purchases
  drop constraint purchases_resolution_origin_check,
  add constraint purchases_resolution_origin_check
    check (resolution_origin in ('intake', 'assessment', 'deadline', 'network', 'stand_in')) not valid;
alter table purchases validate constraint purchases_resolution_origin_check;
