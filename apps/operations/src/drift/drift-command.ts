import { readAllPolicies } from '@mayfly/assessment';
import { readOptions, wrongValue } from '@mayfly/command-line';
import { createPool } from '@mayfly/postgres';
import { sinceInstant } from '../replay/since';
import { decisionsBetween } from '../replay/stored-decision';
import type { RunningSystem } from '../system/running-system';
import { readPeriod } from './period';
import { movements, tellDrift, tellWarnings, type Reference } from './tell-drift';
import { tellRates } from './tell-rates';

export const driftUsage = [
  '  drift   how far scores and inputs have moved, and how decisions came out; exits 2 when something has shifted',
  '          [--since INSTANT|24h] [--against training|before]: what shifts are judged by',
].join('\n');

const statementTimeoutMs = 30_000;

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
  const { values } = readOptions({
    args: [...args],
    options: {
      since: { type: 'string', default: '24h' },
      against: { type: 'string', default: 'training' },
    },
  });
  const against = referenceOf(values.against);
  const since = sinceInstant(values.since, now.getTime());
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
    for (const line of [...tellRates(current.rates, earlier.rates), '']) print(line);
    for (const line of [...tellDrift(moved), '', ...tellWarnings(moved, against)]) print(line);
    return moved.some((movement) => movement[against]?.level === 'shifted') ? 2 : 0;
  } finally {
    await pool.end();
  }
}

function referenceOf(text: string): Reference {
  if (text === 'training' || text === 'before') return text;
  throw wrongValue('--against', 'training or before', text);
}
