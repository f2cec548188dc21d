import { readAllPolicies } from '@mayfly/assessment';
import { oneOf, readOptions } from '@mayfly/command-line';
import { createPool } from '@mayfly/postgres';
import { sinceOption } from '../replay/since';
import { decisionsBetween } from '../replay/stored-decision';
import type { RunningSystem } from '../system/running-system';
import { readPeriod } from './period';
import { movements, driftLines, warningsOf } from './drift-lines';
import { rateLines } from './rate-lines';

const statementTimeoutMs = 30_000;
const dayMs = 86_400_000;

/**
 * Compares the decisions since an instant with training, and with as long a time before it. Returns the exit code: 2 when a
 * score or an input has shifted.
 */
export async function driftCommand(
  args: readonly string[],
  system: Pick<RunningSystem, 'assessmentDatabaseUrl'>,
  now: Date,
  print: (line: string) => void,
): Promise<number> {
  const { since, against } = readOptions(args, {
    since: sinceOption(now.getTime(), new Date(now.getTime() - dayMs)),
    against: oneOf(['training', 'before'], 'training'),
  });
  const before = new Date(2 * since.getTime() - now.getTime());
  const policies = readAllPolicies();
  const pool = createPool(system.assessmentDatabaseUrl, {
    max: 1,
    applicationName: 'operations',
    statementTimeoutMs,
  });
  try {
    const current = await readPeriod(decisionsBetween(pool, since, now), policies);
    // Both ends belong to a period; decisions carry milliseconds.
    const earlier = await readPeriod(decisionsBetween(pool, before, new Date(since.getTime() - 1)), policies);
    const moved = movements(current, earlier);
    print(`Decisions from ${since.toISOString()} to ${now.toISOString()}, and as long before\n`);
    for (const line of [...rateLines(current.rates, earlier.rates), '']) print(line);
    for (const line of [...driftLines(moved), '', ...warningsOf(moved, against)]) print(line);
    return moved.some((movement) => movement[against]?.level === 'shifted') ? 2 : 0;
  } finally {
    await pool.end();
  }
}
