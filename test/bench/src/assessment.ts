import 'reflect-metadata';
import { resolve } from 'node:path';
import { canonicalJson, policyFileOf, readPolicy } from '@mayfly/assessment';
import { Random } from '@mayfly/fraud-world';
import { disposableDatabase, startPostgres } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { assessBatches, type Assessed } from './assess-batches';
import { drawBorrower, drawRequest, pick, type Borrower } from './portfolio';
import { printResult } from './print-result';
import { seedHistory } from './seed-history';

const customers = 2_000;
const history = { purchasesEach: 40, merchants: 500, days: 60 };
const batchSize = 100;
const warmUpBatches = 100;
const measuredRounds = 150;
/** Between them the garbage collector has come by at least once. */
const roundBatches = 3;
const migrations = resolve(__dirname, '../../../apps/assessment-worker/migrations');
const settings =
  `${customers} customers, ${history.purchasesEach} purchases each in ${history.days} days at ${history.merchants} merchants; ` +
  `batches of ${batchSize}, ${warmUpBatches} to warm up, ${measuredRounds} rounds of ${roundBatches} measured`;

async function main(): Promise<void> {
  const given = process.env['TEST_POSTGRES_URL'];
  const server = given === undefined ? await startPostgres() : undefined;
  const database = await disposableDatabase(server?.url ?? given ?? '', migrations);
  // Inputs are read in two statements at once.
  const pool = createPool(database.url, { max: 2, applicationName: 'benchmark', readsWholeTables: true });
  try {
    await measure(pool);
  } finally {
    await pool.end();
    await database.drop();
    await server?.stop();
  }
}

async function measure(pool: Pool): Promise<void> {
  const policy = readPolicy(policyFileOf('policy-1'));
  const random = new Random(20261122, 'benchmark');
  const nowMs = Date.now();
  const borrowers = Array.from({ length: customers }, () => drawBorrower(random));
  await seedHistory(pool, borrowers, history, nowMs, random);
  await assessBatches(pool, policy, drawBatches(random, borrowers, warmUpBatches, nowMs));
  const rounds: Assessed[] = [];
  for (let round = 0; round < measuredRounds; round++) {
    const batches = drawBatches(random, borrowers, roundBatches, nowMs);
    rounds.push(await assessBatches(pool, policy, batches));
  }
  const { rows } = await pool.query<{ server_version: string }>('show server_version');
  const postgres = `PostgreSQL ${rows[0]?.server_version ?? 'unknown'}`;
  printResult(rounds, { postgres, policy: policy.version, settings }, console.log);
}

/** Batches as texts, as the outbox brings them to Kafka: parsed objects would be in the way of the garbage collector for the whole round. */
function drawBatches(
  random: Random,
  borrowers: readonly Borrower[],
  batches: number,
  nowMs: number,
): string[] {
  return Array.from({ length: batches }, () =>
    canonicalJson(
      Array.from({ length: batchSize }, () =>
        drawRequest(random, pick(random, borrowers), history.merchants, nowMs),
      ),
    ),
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
