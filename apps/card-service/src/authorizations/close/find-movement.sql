-- What the message of this kind and key booked.
select
  id, authorization_id as "authorizationId", kind, stated_minor as "statedMinor", stated_as as "statedAs", final, currency,
  released_minor as "releasedMinor", captured_minor as "capturedMinor", beyond_hold_minor as "beyondHoldMinor",
  added_minor as "addedMinor", repaid_minor as "repaidMinor", payable_minor as "payableMinor", state,
  held_after_minor as "heldMinor", cleared_after_minor as "clearedMinor", flags, booked_at as "bookedAt"
from movements
where
  kind = $1 and network_id = $2::uuid and acquirer_id = $3 and transmitted_at = $4::timestamptz and stan = $5
  and terminal_id = $6
