-- Of these authorizations, those that are resolved.
select
  id as authorization_id, state, origin, reasons, approval_code, approved_minor, decision_id, resolved_at
from authorizations
where id = any ($1::uuid[]) and state <> 'pending'
