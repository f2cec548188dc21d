import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from '@mayfly/postgres';

const invariants = join(__dirname, '../../operations/src/audit/invariants');

/** The invariants of the audit, and what only a whole outbox can show. */
const queries: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    // What is set aside says that something else is wrong, which specs bring about on purpose.
    readdirSync(invariants)
      .filter((file) => file !== '15-nothing-set-aside.sql')
      .map((file) => [file, readFileSync(join(invariants, file), 'utf8')]),
  ),
  'time that runs backwards': `
    select id from authorizations where resolved_at < requested_at or closed_at < resolved_at`,
  'an authorization without exactly one event of its final answer': `
    select a.id from authorizations a
    left join written_events o on o.type = 'authorization.resolved.v1' and o.payload ->> 'authorizationId' = a.id::text
    group by a.id having count(o.id) <> (a.state <> 'pending')::integer`,
};

/** Specs let deadlines pass and sweep when they like: lateness is no fault here. */
const toleranceMs = 10 * 365 * 24 * 60 * 60 * 1000;

/** What breaks a promise about money in this database; empty when all is well. */
export async function moneyFaults(pool: Pool): Promise<object[]> {
  const faults: object[] = [];
  for (const [fault, query] of Object.entries(queries)) {
    const { rows } = await pool.query<object>(query, query.includes('$1') ? [toleranceMs] : []);
    faults.push(...rows.map((row) => ({ fault, ...row })));
  }
  return faults;
}
