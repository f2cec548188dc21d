-- One authorization with its card, its hold, the receipts of releases, what networks said of it later, and the decisions that
-- were not applied.
select
  a.*, c.iin, c.last_four, h.id as hold_id, h.state as hold_state, h.cause as hold_cause, h.placed_at, h.expires_at,
  h.ended_at, h.amount_minor as hold_minor, h.held_minor,
  coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'receiptId', r.id, 'cause', r.cause, 'amountMinor', r.amount_minor, 'currency', r.currency,
        'placedAt', utc_instant(r.placed_at), 'releasedAt', utc_instant(r.released_at)
      ) order by r.released_at
    )
    from hold_releases r
    where r.authorization_id = a.id
  ), '[]') as receipts,
  coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'movementId', m.id, 'kind', m.kind, 'statedMinor', m.stated_minor, 'statedAs', m.stated_as, 'final', m.final,
        'releasedMinor', m.released_minor, 'capturedMinor', m.captured_minor, 'beyondHoldMinor', m.beyond_hold_minor,
        'addedMinor', m.added_minor, 'repaidMinor', m.repaid_minor, 'payableMinor', m.payable_minor, 'state', m.state,
        'heldMinor', m.held_after_minor, 'clearedMinor', m.cleared_after_minor, 'flags', m.flags,
        'bookedAt', utc_instant(m.booked_at)
      ) order by m.booked_at, m.id
    )
    from movements m
    where m.authorization_id = a.id
  ), '[]') as movements,
  coalesce((
    select jsonb_agg(
      jsonb_build_object(
        'decisionId', u.decision_id, 'outcome', u.outcome, 'cause', u.cause, 'receivedAt', utc_instant(u.received_at)
      ) order by u.received_at
    )
    from unapplied_decisions u
    where u.authorization_id = a.id
  ), '[]') as unapplied_decisions
from authorizations a
join cards c on c.id = a.card_id
left join holds h on h.authorization_id = a.id
where a.id = $1::uuid
