import { join } from 'node:path';
import { loadStatement, type Pool } from '@mayfly/postgres';
import type { Finding } from './finding';

/** One invariant that a single query over the card service's tables decides. */
interface TableInvariant {
  readonly invariant: string;
  readonly file: string;
  /** True when the statement takes the tolerance: one sweep, in milliseconds. */
  readonly tolerant?: true;
}

const tableInvariants: readonly TableInvariant[] = [
  { invariant: '1 single use', file: '01-single-use.sql' },
  { invariant: '2 conservation', file: '02-conservation.sql' },
  { invariant: '3 hold and authorization', file: '03-hold-for-each-live-authorization.sql' },
  { invariant: '3 receipt for each release', file: '03-receipt-for-each-release.sql' },
  { invariant: '4 one decision', file: '04-decision-applied-once.sql' },
  {
    invariant: '5 nothing pending past its deadline',
    file: '05-nothing-pending-past-deadline.sql',
    tolerant: true,
  },
  { invariant: '9 card follows its authorizations', file: '09-card-follows-authorizations.sql' },
  { invariant: '10 holds end in time', file: '10-holds-end-in-time.sql', tolerant: true },
  { invariant: '12 balances rebuilt from the ledger', file: '12-balances-rebuilt.sql' },
  { invariant: '13 nothing held while frozen', file: '13-nothing-held-while-frozen.sql' },
  { invariant: '14 no number of an ended card', file: '14-no-number-of-an-ended-card.sql' },
  { invariant: '15 nothing set aside', file: '15-nothing-set-aside.sql' },
  { invariant: '16 movements add up', file: '16-movements-add-up.sql' },
  { invariant: '17 cards within their caps', file: '17-cards-within-their-caps.sql' },
];

/** Runs every invariant of the tables. `toleranceMs` is one sweep plus the time a statement may take. */
export async function checkTables(
  cardDatabase: Pool,
  toleranceMs: number,
  at: (invariant: string) => void = () => undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { invariant, file, tolerant } of tableInvariants) {
    at(invariant);
    const statement = loadStatement(join(__dirname, 'invariants'), file);
    const rows = await statement.rows<{ violation: string }>(cardDatabase, tolerant ? [toleranceMs] : []);
    findings.push({ invariant, violations: rows.map(({ violation }) => violation) });
  }
  return findings;
}
