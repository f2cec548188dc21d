import { Logger } from '@nestjs/common';
import { readAllPolicies, type Policy } from '@mayfly/assessment';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { replayDecisions, type ReplayTotals } from '../apps/operations/src/replay/replay-decisions';
import { decisionsBetween } from '../apps/operations/src/replay/stored-decision';
import { keepDecisions } from './assessment/kept-decisions';
import { runShopping, type ShoppingRun } from './assessment/run-shopping';
import { Shopping } from './assessment/shopping';
import { workerMigrations } from '../apps/assessment-worker/spec/worker-scene';

/** The whole run is `REPLAY_PURCHASES=100000 npx jest test/every-decision-again`. */
const purchases = Number(process.env['REPLAY_PURCHASES'] ?? 3_000);
const withinMs = 60_000 + 20 * purchases;

/** For a version that is new: it decides, and what it decides is kept beside its file. */
const versionToKeep = process.env['KEEP_DECISIONS_OF'];
const policies = readAllPolicies();

let database: DisposableDatabase;
let pool: Pool;
let run: ShoppingRun;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  pool = createPool(database.url, { max: 2, applicationName: 'replay spec', statementTimeoutMs: 60_000 });
  run = await runShopping(pool, policyInForce(), new Shopping(7, purchases));
}, withinMs);

afterAll(async () => {
  if (versionToKeep !== undefined) await keepDecisions(pool, versionToKeep);
  await pool.end();
  await database.drop();
});

function policyInForce(): Policy {
  const policy = policies.get(versionToKeep ?? 'policy-1');
  if (policy === undefined) throw new Error(`no policy ${versionToKeep}`);
  return policy;
}

describe(`a run of ${purchases} purchases`, () => {
  let totals: ReplayTotals;
  const troubles: unknown[] = [];

  beforeAll(async () => {
    const startedMs = performance.now();
    const pages = decisionsBetween(pool, new Date(0), new Date());
    totals = await replayDecisions(pages, policies, (_stored, trouble) => {
      troubles.push(trouble);
    });
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    const outcomes = [...totals.byOutcome].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
    process.stdout.write(`${run.decided} decisions (${outcomes}) run again in ${seconds} s\n`);
  }, withinMs);

  it('comes out the same, byte for byte, when each decision is made again from its snapshot', () => {
    expect(troubles).toEqual([]);
    expect(totals).toMatchObject({ same: purchases, differing: 0, failed: 0 });
  });

  it('came to every outcome, with purchases delivered twice and frauds reported in between', () => {
    for (const ending of ['approved', 'credit', 'fraud', 'policy', 'technical'])
      expect([ending, totals.byOutcome.get(ending)]).toEqual([ending, expect.any(Number)]);
    expect(run.redelivered).toBeGreaterThan(purchases / 20);
    expect(run.reported).toBeGreaterThan(purchases / 1_000);
  });

  it('carries the versions of the policy and of both models in each scored decision', async () => {
    const policy = policyInForce();
    const { rows } = await pool.query(
      `select event->'scores'->>'credit' is not null as scored, event->>'policyVersion' as policy, (event->'modelVersions')::jsonb as models
       from decisions group by 1, 2, 3 order by 1`,
    );
    expect(rows).toEqual([
      { scored: false, policy: policy.version, models: [] },
      { scored: true, policy: policy.version, models: [policy.credit.version, policy.fraud.version] },
    ]);
  });
});
