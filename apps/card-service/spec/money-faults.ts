import type { Pool } from '@mayfly/postgres';
import { bookFaults } from './ledger';

/** Each a query that finds rows which break a promise; `npm run audit` has its own words for the same. */
const queries: Readonly<Record<string, string>> = {
  'more than one live authorization on a card': `
    select card_id from authorizations where state in ('pending', 'approved', 'cleared')
    group by card_id having count(*) > 1`,
  'a card whose state is not that of its authorizations': `
    select c.id from cards c
    where c.state <> case
      when exists (
        select from authorizations a
        where a.card_id = c.id and a.state in ('approved', 'reversed', 'expired', 'cleared')
      ) then 'used'
      when exists (select from authorizations a where a.card_id = c.id and a.state = 'pending') then 'claimed'
      when c.state in ('cancelled', 'expired', 'blocked') then c.state
      else 'open'
    end`,
  'an open hold without owner, or an owner without open hold': `
    select a.id from authorizations a left join holds h on h.authorization_id = a.id
    where coalesce(h.state = 'placed', false) <> (a.state in ('pending', 'approved'))`,
  'balances that are not the sums': `
    select a.id from accounts a
    where a.held_minor <> (
      select coalesce(sum(h.amount_minor), 0) from holds h where h.account_id = a.id and h.state = 'placed'
    )`,
  'a released hold without its one receipt': `
    select h.id from holds h left join hold_releases r on r.hold_id = h.id
    group by h.id having count(r.id) <> (h.state = 'released')::integer`,
  'a receipt that does not agree with its hold': `
    select r.id from hold_releases r join holds h on h.id = r.hold_id
    where r.cause <> h.cause or r.amount_minor <> h.amount_minor or r.placed_at <> h.placed_at
      or r.released_at <> h.ended_at or h.ended_at < h.placed_at`,
  'time that runs backwards': `
    select id from authorizations where resolved_at < requested_at or closed_at < resolved_at`,
  'an authorization without exactly one event of its final answer': `
    select a.id from authorizations a
    left join outbox o on o.type = 'authorization.resolved.v1' and o.payload ->> 'authorizationId' = a.id::text
    group by a.id having count(o.id) <> (a.state <> 'pending')::integer`,
};

/** What breaks a promise about money in this database; empty when all is well. */
export async function moneyFaults(pool: Pool): Promise<object[]> {
  const faults = await bookFaults(pool);
  for (const [fault, query] of Object.entries(queries)) {
    const { rows } = await pool.query<object>(query);
    faults.push(...rows.map((row) => ({ fault, ...row })));
  }
  return faults;
}
