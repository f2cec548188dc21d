import { parseArgs } from 'node:util';
import type { Kafka } from '@mayfly/messaging';
import { createPool } from '@mayfly/postgres';
import type { RunningSystem } from '../system/running-system';
import { printAudit } from './print-audit';
import { runAudit } from './run-audit';

export const auditUsage =
  '  audit   every invariant on the running system; exits 1 when one is broken [--tolerance-ms 3000] [--json]';

/** Checks every invariant on the running system. Returns the exit code: 1 when one is broken. */
export async function auditCommand(
  args: readonly string[],
  kafka: Kafka,
  system: RunningSystem,
  print: (line: string) => void,
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'tolerance-ms': { type: 'string', default: '3000' },
      json: { type: 'boolean', default: false },
    },
  });
  const cardDatabase = createPool(system.cardDatabaseUrl, { max: 2, applicationName: 'operations' });
  const assessmentDatabase = createPool(system.assessmentDatabaseUrl, {
    max: 2,
    applicationName: 'operations',
  });
  try {
    const toleranceMs = Number(values['tolerance-ms']);
    const findings = await runAudit({ cardDatabase, assessmentDatabase, kafka, toleranceMs });
    if (!values.json) return printAudit(findings, print) === 0 ? 0 : 1;
    print(JSON.stringify(findings, null, 2));
    return findings.every(({ violations }) => violations.length === 0) ? 0 : 1;
  } finally {
    await Promise.all([cardDatabase.end(), assessmentDatabase.end()]);
  }
}
