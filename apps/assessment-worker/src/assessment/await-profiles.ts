import type { Pool } from '@mayfly/postgres';
import type { ProfileArrivals } from '../profiles/profile-arrivals';
import { isNewEnough, type Assessable } from './make-decisions';
import { readAssessmentInputs } from './read-assessment-inputs';

/** A quarter of the time the network's call may take; the rest is for the two ways through Kafka. */
const mostWaitMs = 500;
/** Another worker may store the profile, and nobody tells this one. */
const lookAgainMs = 50;

/**
 * Waits for profiles that are not here yet, for all requests together and no longer than half a second; gives each request
 * with what was read last. Those whose profile did not come still have the old one, or none.
 */
export async function awaitProfiles(
  pool: Pool,
  arrivals: ProfileArrivals,
  waiting: readonly Assessable[],
): Promise<Assessable[]> {
  const requests = waiting.map(({ request }) => request);
  const customerIds = new Set(requests.map(({ customerId }) => customerId));
  const endMs = performance.now() + mostWaitMs;
  for (;;) {
    const leftMs = endMs - performance.now();
    if (leftMs > 0) await arrivals.next(customerIds, Math.min(lookAgainMs, leftMs));
    const inputs = await readAssessmentInputs(pool, requests);
    const latest = requests.flatMap((request, index) => {
      const read = inputs[index];
      return read === undefined ? [] : [{ request, inputs: read }];
    });
    if (leftMs <= 0 || latest.every((one) => isNewEnough(one.request, one.inputs))) return latest;
  }
}
