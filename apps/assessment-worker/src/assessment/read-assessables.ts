import type { AuthorizationRequested } from '@mayfly/contracts';
import type { Executor } from '@mayfly/postgres';
import type { Assessable } from './make-decisions';
import { readAssessmentInputs } from './read-assessment-inputs';

/** Each request with what is known of it now, in their order. */
export async function readAssessables(
  executor: Executor,
  requests: readonly AuthorizationRequested[],
): Promise<Assessable[]> {
  const inputs = await readAssessmentInputs(executor, requests);
  return requests.flatMap((request, index) => {
    const known = inputs[index];
    return known === undefined ? [] : [{ request, inputs: known }];
  });
}
