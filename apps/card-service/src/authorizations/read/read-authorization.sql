-- One authorization with its card, its hold, the receipts of releases and the decisions that were not applied.
select
  a.*, c.iin, c.last_four, h.id as hold_id, h.state as hold_state, h.cause as hold_cause, h.placed_at, h.expires_at,
  h.ended_at,
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
