import { flag, openProgress, readOptions, whole } from '@mayfly/command-line';
import { createPool } from '@mayfly/postgres';
import { withKafka, type RunningSystem } from '../system/running-system';
import { printAudit } from './print-audit';
import { runAudit } from './run-audit';

const longestToleranceMs = 86_400_000;

/** Checks every invariant on the running system. Returns the exit code: 1 when one is broken. */
export async function auditCommand(
  args: readonly string[],
  system: RunningSystem,
  print: (line: string) => void,
): Promise<number> {
  const { 'tolerance-ms': toleranceMs, json } = readOptions(args, {
    'tolerance-ms': whole(0, longestToleranceMs, 3_000),
    json: flag,
  });
  const progress = openProgress();
  const cardDatabase = createPool(system.cardDatabaseUrl, {
    max: 2,
    applicationName: 'operations',
    readsWholeTables: true,
  });
  const assessmentDatabase = createPool(system.assessmentDatabaseUrl, {
    max: 2,
    applicationName: 'operations',
    readsWholeTables: true,
  });
  try {
    const findings = await withKafka(system, (kafka) =>
      runAudit({ cardDatabase, assessmentDatabase, kafka, toleranceMs }, progress.say),
    ).finally(() => {
      progress.end();
    });
    if (!json) return printAudit(findings, print) === 0 ? 0 : 1;
    print(JSON.stringify(findings, null, 2));
    return findings.every(({ violations }) => violations.length === 0) ? 0 : 1;
  } finally {
    await Promise.all([cardDatabase.end(), assessmentDatabase.end()]);
  }
}
