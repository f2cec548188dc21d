import type { CustomerProfile } from '@mayfly/contracts';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { profileEvent, profileTombstone } from '../../../../test/assessment/profile-event';
import { newCustomer, newRequest, workerMigrations } from '../../spec/worker-scene';
import { readAssessmentInputs } from '../assessment/read-assessment-inputs';
import { ProfileArrivals } from './profile-arrivals';
import { RecordProfiles } from './record-profiles';

let database: DisposableDatabase;
let pool: Pool;
let profiles: RecordProfiles;

beforeAll(async () => {
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  pool = createPool(database.url, { max: 2, applicationName: 'worker spec' });
  profiles = new RecordProfiles(pool, new ProfileArrivals());
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function stored(customer: CustomerProfile): Promise<CustomerProfile | null | undefined> {
  const [inputs] = await readAssessmentInputs(pool, [newRequest(customer)]);
  return inputs?.profile;
}

const version = (customer: CustomerProfile, number: number): CustomerProfile => ({
  ...customer,
  version: number,
  creditScore: 600 + number,
});

describe('the profile of a customer', () => {
  it('is kept as it was told', async () => {
    const customer = newCustomer();
    await profiles.execute([profileEvent(customer)]);
    expect(await stored(customer)).toEqual(customer);
  });

  it('is the newest version, in whatever order they come, within a batch and between batches', async () => {
    const customer = newCustomer();
    const told = (number: number): ReturnType<typeof profileEvent> => profileEvent(version(customer, number));
    await profiles.execute([told(3), told(4), told(2)]);
    expect(await stored(customer)).toEqual(version(customer, 4));
    await profiles.execute([told(1), told(3), told(4)]);
    expect(await stored(customer)).toEqual(version(customer, 4));
    await profiles.execute([told(5)]);
    expect(await stored(customer)).toEqual(version(customer, 5));
  });

  it('that stands behind an older one is found when a topic is read again from its beginning, in order', async () => {
    const customer = newCustomer();
    const at = (offset: number, number: number) => ({
      ...profileEvent(version(customer, number)),
      offset: String(offset),
    });
    expect(await profiles.execute([at(1, 1), at(2, 2)])).toEqual([]);
    expect(await profiles.execute([at(3, 1)])).toMatchObject([{ version: 2, record_offset: 2n }]);
    // Delivered again: the finding comes again, until the newest stands behind it.
    expect(await profiles.execute([at(3, 1)])).toHaveLength(1);
    expect(await profiles.execute([at(4, 2)])).toEqual([]);
    for (const replayed of [[at(1, 1)], [at(2, 2), at(3, 1)], [at(4, 2)], [at(1, 1), at(2, 2), at(3, 1)]]) {
      expect(await profiles.execute(replayed)).toEqual([]);
    }
  });

  it('is forgotten with a tombstone, and may be told anew after it', async () => {
    const [gone, back] = [newCustomer(), newCustomer({ version: 7 })];
    await profiles.execute([profileEvent(gone), profileEvent(back)]);
    await profiles.execute([
      profileTombstone(gone.customerId),
      profileTombstone(back.customerId),
      profileEvent(version(back, 1)),
    ]);
    expect(await stored(gone)).toBeNull();
    expect(await stored(back)).toEqual(version(back, 1));
  });
});
