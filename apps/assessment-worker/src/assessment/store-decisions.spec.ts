import type { DecisionRecord } from '@mayfly/assessment';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { policy } from '../../../../test/assessment/policies';
import { newCustomer, newRequest, workerMigrations } from '../../spec/worker-scene';
import { makeDecisions } from './make-decisions';
import { readAssessables } from './read-assessables';
import { storeDecisions } from './store-decisions';

let database: DisposableDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  pool = createPool(database.url, { max: 8, applicationName: 'worker spec' });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Decides requests as one more worker would, with new decision ids. */
async function decideAgain(requests: readonly ReturnType<typeof newRequest>[]): Promise<DecisionRecord[]> {
  return makeDecisions(await readAssessables(pool, requests), policy, { uuid: uuidv7 });
}

describe('storing decisions', () => {
  it('gives them back in order', async () => {
    const records = await decideAgain([3, 1, 2].map(() => newRequest(newCustomer())));
    const shuffled = [records[2], records[0], records[1]].flatMap((one) => one ?? []);
    const stored = await storeDecisions(pool, shuffled);
    expect(stored).toEqual(shuffled.map(({ event }) => event));
  });

  it('gives the stored decision of a request that was decided before, beside new ones', async () => {
    const [old, fresh] = [newRequest(newCustomer()), newRequest(newCustomer())];
    const first = await decideAgain([old]);
    await storeDecisions(pool, first);
    const second = await decideAgain([fresh, old]);
    const stored = await storeDecisions(pool, second);
    expect(stored).toEqual([second[0]?.event, first[0]?.event]);
  });

  it('lets one decision win when several workers decide the same requests at once', async () => {
    const requests = Array.from({ length: 20 }, () => newRequest(newCustomer()));
    const byWorker = await Promise.all(Array.from({ length: 6 }, () => decideAgain(requests)));
    const answers = await Promise.all(
      byWorker.map((records, worker) =>
        storeDecisions(pool, worker % 2 === 0 ? records : [...records].reverse()),
      ),
    );
    const ids = answers.map((events) => events.map(({ decisionId }) => decisionId).sort());
    for (const seen of ids) expect(seen).toEqual(ids[0]);
    expect(new Set(ids[0]).size).toBe(requests.length);
  });
});
