import type { AuthorizationResolved, FraudReported } from '@mayfly/contracts';
import type { Random } from '@mayfly/fraud-world';
import type { Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { RecordFraudReports } from '../../../apps/assessment-worker/dist/fraud-reports/record-fraud-reports';
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
/** One purchase in so many was fraud. */
const purchasesPerFraud = 120;
const reportedAfterDays = 7;

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
  const reported = resolved.filter(
    ({ requestedAt }) => random.below(purchasesPerFraud) === 0 && isReported(requestedAt),
  );
  await new RecordFraudReports(pool).execute(reported.map(fraudReport));
  await pool.query('vacuum analyze');

  function isReported(requestedAt: string): boolean {
    return Date.parse(requestedAt) + reportedAfterDays * dayMs < untilMs;
  }

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

function fraudReport({
  authorizationId,
  customerId,
  accountId,
  card,
  requestedAt,
}: AuthorizationResolved): FraudReported {
  return {
    reportId: uuidv7(),
    authorizationId,
    customerId,
    accountId,
    cardId: card.cardId,
    channel: 'chargeback',
    reportedAt: new Date(Date.parse(requestedAt) + reportedAfterDays * dayMs).toISOString(),
  };
}
