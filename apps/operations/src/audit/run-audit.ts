import type { Kafka } from '@mayfly/messaging';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { checkLog, readWritten } from './check-log';
import { checkTables } from './check-tables';
import type { Finding } from './finding';
import { readLog } from './read-log';

/** What an audit looks at. */
export interface AuditedSystem {
  readonly cardDatabase: Pool;
  readonly assessmentDatabase: Pool;
  readonly kafka: Kafka;
  /** How long a sweep, and a publication, may take before a leftover counts as a violation. */
  readonly toleranceMs: number;
}

const issuedRanges = loadStatement(__dirname, 'issued-ranges.sql');

/**
 * Runs every invariant on a live system; a finding without violations is an invariant that holds.
 *
 * @param at told what it is at
 */
export async function runAudit(
  system: AuditedSystem,
  at: (what: string) => void = () => undefined,
): Promise<Finding[]> {
  const tables = await checkTables(system.cardDatabase, system.toleranceMs, at);
  at('reading what was written');
  const { cardDatabase, assessmentDatabase, toleranceMs } = system;
  const before = await readWritten(cardDatabase, assessmentDatabase, toleranceMs);
  const ranges = await issuedRanges.rows<{ iin: string }>(cardDatabase, []);
  const log = await readLog(
    system.kafka,
    ranges.map(({ iin }) => iin),
    at,
  );
  const after = await readWritten(cardDatabase, assessmentDatabase, 0);
  return [...tables, ...checkLog(log, before, after)];
}
