import type { CustomerProfile } from '@mayfly/contracts';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { newCustomer, newRequest, workerMigrations } from '../../spec/worker-scene';
import { profileEvent } from '../../../../test/assessment/profile-event';
import { ProfileArrivals } from '../profiles/profile-arrivals';
import { RecordProfiles } from '../profiles/record-profiles';
import { awaitProfiles } from './await-profiles';
import { readAssessmentInputs } from './read-assessment-inputs';

let database: DisposableDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  pool = createPool(database.url, { max: 4, applicationName: 'worker spec' });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Waits for the profile of `customer`; gives the version it went on with. */
async function wait(customer: CustomerProfile, arrivals: ProfileArrivals): Promise<number | undefined> {
  const request = newRequest(customer);
  const [inputs] = await readAssessmentInputs(pool, [request]);
  if (inputs === undefined) throw new Error('one request, one row');
  const [waited] = await awaitProfiles(pool, arrivals, [{ request, inputs }]);
  return waited?.inputs.profile?.version;
}

describe('a request that waits for a profile', () => {
  it('goes on when this process has stored it', async () => {
    const arrivals = new ProfileArrivals();
    const customer = newCustomer({ version: 2 });
    const record = new RecordProfiles(pool, arrivals);
    await record.execute([profileEvent({ ...customer, version: 1 })]);
    const waiting = wait(customer, arrivals);
    await record.execute([profileEvent(customer)]);
    expect(await waiting).toBe(2);
  });

  it('goes on when another worker has stored it, which nobody tells this one', async () => {
    const customer = newCustomer();
    const waiting = wait(customer, new ProfileArrivals());
    await new RecordProfiles(pool, new ProfileArrivals()).execute([profileEvent(customer)]);
    expect(await waiting).toBe(1);
  });

  it('gives up with what there is when the profile does not come', async () => {
    const customer = newCustomer({ version: 2 });
    await new RecordProfiles(pool, new ProfileArrivals()).execute([
      profileEvent({ ...customer, version: 1 }),
    ]);
    const startedMs = performance.now();
    expect(await wait(customer, new ProfileArrivals())).toBe(1);
    expect(performance.now() - startedMs).toBeGreaterThan(490);
  });

  it('is not woken by the profiles of others', async () => {
    const arrivals = new ProfileArrivals();
    let woken = false;
    const waiting = arrivals.next(new Set(['mine']), 60_000).then(() => {
      woken = true;
    });
    arrivals.announce(['another']);
    await Promise.resolve();
    expect(woken).toBe(false);
    arrivals.announce(['another', 'mine']);
    await waiting;
    expect(woken).toBe(true);
  });
});
