import type { AuthorizationResolved } from '@mayfly/contracts';
import type { Random } from '@mayfly/fraud-world';
import type { Pool } from '@mayfly/postgres';
import { ProfileArrivals } from '../../../apps/assessment-worker/dist/profiles/profile-arrivals';
import { RecordProfiles } from '../../../apps/assessment-worker/dist/profiles/record-profiles';
import { RecordResolutions } from '../../../apps/assessment-worker/dist/purchases/record-resolutions';
import { drawRequest, drawResolution, type Borrower } from './portfolio';

/** How much the worker knows before the benchmark begins. */
export interface HistorySize {
  readonly purchasesEach: number;
  readonly merchants: number;
  readonly days: number;
}

const dayMs = 86_400_000;
const batch = 2_000;

/** Tells the worker's own use cases of customers and their purchases up to `untilMs`, in order of time, as Kafka would. */
export async function seedHistory(
  pool: Pool,
  borrowers: readonly Borrower[],
  { purchasesEach, merchants, days }: HistorySize,
  untilMs: number,
  random: Random,
): Promise<void> {
  const recordProfiles = new RecordProfiles(pool, new ProfileArrivals());
  const topic = 'customer.profile.v1';
  await recordProfiles.execute(
    borrowers.map(({ profile }) => ({
      id: profile.customerId,
      type: topic,
      subject: profile.customerId,
      time: new Date(untilMs).toISOString(),
      data: profile,
      topic,
      partition: 0,
      offset: '0',
    })),
  );
  const resolved = purchases();
  const recordResolutions = new RecordResolutions(pool);
  for (let from = 0; from < resolved.length; from += batch) {
    await recordResolutions.execute(resolved.slice(from, from + batch));
  }
  await pool.query('analyze');

  function purchases(): AuthorizationResolved[] {
    return borrowers
      .flatMap((borrower) =>
        Array.from({ length: purchasesEach }, () => {
          const atMs = untilMs - Math.floor(random.uniform() * days * dayMs) - 1;
          return drawResolution(random, drawRequest(random, borrower, merchants, atMs));
        }),
      )
      .sort((one, other) => (one.requestedAt < other.requestedAt ? -1 : 1));
  }
}
