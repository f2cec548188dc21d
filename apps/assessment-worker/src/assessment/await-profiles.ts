import type { Pool } from '@mayfly/postgres';
import type { ProfileArrivals } from '../profiles/profile-arrivals';
import { readUntilProfilesCome } from '../profiles/read-until-profiles-come';
import { isNewEnough, type Assessable } from './make-decisions';
import { readAssessables } from './read-assessables';

/** Gives each request with what was read last; those whose profile did not come in time still have the old one, or none. */
export function awaitProfiles(
  pool: Pool,
  arrivals: ProfileArrivals,
  waiting: readonly Assessable[],
): Promise<Assessable[]> {
  const requests = waiting.map(({ request }) => request);
  return readUntilProfilesCome(
    arrivals,
    requests.map(({ customerId }) => customerId),
    () => readAssessables(pool, requests),
    ({ request, inputs }) => isNewEnough(request, inputs),
  );
}
