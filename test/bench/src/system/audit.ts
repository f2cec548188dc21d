import { createPool } from '@mayfly/postgres';
import { createKafka } from '@mayfly/messaging';
import { runAudit } from '../../../../apps/operations/dist/audit/run-audit';
import type { MayflySystem } from '../../../../apps/launcher/dist/mayfly/start-mayfly';

/** Longer than a sweep and a publication. */
const toleranceMs = 3_000;

/** Checks every invariant; gives what is violated, in words. */
export async function audit(system: MayflySystem): Promise<string[]> {
  const cardDatabase = createPool(system.cardDatabaseUrl, {
    max: 2,
    applicationName: 'benchmark',
    readsWholeTables: true,
    statementTimeoutMs: 0,
  });
  const assessmentDatabase = createPool(system.assessmentDatabaseUrl, {
    max: 2,
    applicationName: 'benchmark',
    readsWholeTables: true,
    statementTimeoutMs: 0,
  });
  const kafka = createKafka({
    brokers: system.kafkaBrokers.split(','),
    clientId: 'benchmark',
    topicPrefix: system.topicPrefix,
  });
  try {
    const findings = await runAudit({ cardDatabase, assessmentDatabase, kafka, toleranceMs });
    return findings.flatMap(({ invariant, violations }) =>
      violations.slice(0, 3).map((violation) => `${invariant}: ${violation}`),
    );
  } finally {
    await Promise.all([cardDatabase.end(), assessmentDatabase.end(), kafka.close()]);
  }
}
