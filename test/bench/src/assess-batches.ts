import { decide, type DecisionRecord, type Policy, type Snapshot } from '@mayfly/assessment';
import type { AuthorizationRequested } from '@mayfly/contracts';
import type { Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { makeDecisions } from '../../../apps/assessment-worker/dist/assessment/make-decisions';
import { readAssessmentInputs } from '../../../apps/assessment-worker/dist/assessment/read-assessment-inputs';
import { readFeatureFacts } from '../../../apps/assessment-worker/dist/features/read-feature-facts';
import { cpuOfProcess, NodeCpu, type Cpu } from './cpu-meter';

/** What so many batches took. */
export interface Assessed {
  readonly requests: number;
  readonly reading: Cpu;
  readonly deciding: Cpu;
  /** Once more, each alone: the features, … */
  readonly features: Cpu;
  /** … and gates, rules, both models, reasons and offers, without writing and hashing the snapshot. */
  readonly decision: Cpu;
  /** Of the server's processes that read for this one; undefined where the system does not tell. */
  readonly postgres: Cpu | undefined;
  readonly wallMs: number;
  /** How many decisions were an approval, or a decline of a class. */
  readonly outcomes: ReadonlyMap<string, number>;
}

/** Reads and decides batches, given as JSON, as the worker does; nothing is stored, so that every batch meets the same history. */
export async function assessBatches(
  pool: Pool,
  policy: Policy,
  batches: readonly string[],
): Promise<Assessed> {
  const [reading, deciding] = [new NodeCpu(), new NodeCpu()];
  const outcomes = new Map<string, number>();
  const serverBefore = await cpuOfServer(pool);
  const startedMs = performance.now();
  const made: DecisionRecord[][] = [];
  let assessed = 0;
  for (const batch of batches) {
    const requests = JSON.parse(batch) as AuthorizationRequested[];
    assessed += requests.length;
    const inputs = await reading.during(() => readAssessmentInputs(pool, requests));
    const records = await deciding.during(() =>
      makeDecisions(zip(requests, inputs), policy, { uuid: uuidv7 }),
    );
    made.push(records);
    for (const { event } of records) {
      const outcome = event.class === null ? event.outcome : `${event.outcome} by ${event.class}`;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  }
  const wallMs = performance.now() - startedMs;
  const serverAfter = await cpuOfServer(pool);
  const postgres =
    serverBefore === undefined || serverAfter === undefined ? undefined : serverAfter - serverBefore;
  return {
    requests: assessed,
    reading: reading.spent,
    deciding: deciding.spent,
    ...(await eachAlone(pool, policy, made)),
    postgres,
    wallMs,
    outcomes,
  };
}

/** Features and decisions of the same requests once more, each without what goes with it. */
async function eachAlone(
  pool: Pool,
  policy: Policy,
  batches: readonly (readonly DecisionRecord[])[],
): Promise<Pick<Assessed, 'features' | 'decision'>> {
  const [features, decision] = [new NodeCpu(), new NodeCpu()];
  for (const records of batches) {
    await features.during(() =>
      readFeatureFacts(
        pool,
        records.map(({ request }) => request),
      ),
    );
    const snapshots = records.map(({ snapshot }) => JSON.parse(snapshot) as Snapshot);
    await decision.during(() => snapshots.map((snapshot) => decide(snapshot, policy)));
  }
  return { features: features.spent, decision: decision.spent };
}

function zip<T>(
  requests: readonly AuthorizationRequested[],
  inputs: readonly T[],
): { readonly request: AuthorizationRequested; readonly inputs: T }[] {
  return requests.map((request, index) => {
    const known = inputs[index];
    if (known === undefined) throw new Error('each request has one answer');
    return { request, inputs: known };
  });
}

/** CPU of the server's processes that this benchmark's connections belong to; undefined where the system does not tell. */
async function cpuOfServer(pool: Pool): Promise<Cpu | undefined> {
  const { rows } = await pool.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  );
  const spent = rows.map(({ pid }) => cpuOfProcess(pid));
  return spent.reduce((sum, each) => (sum === undefined || each === undefined ? undefined : sum + each), 0);
}
