select
  exists (select from holds where state = 'placed' and expires_at <= current_instant())
  or exists (select from cards where state = 'open' and valid_until <= current_instant()) as due
