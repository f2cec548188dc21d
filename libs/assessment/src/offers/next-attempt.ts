import type { AuthorizationRequested } from '@mayfly/contracts';
import { factsAfter } from '@mayfly/fraud-model';
import { withAttempt } from '../case/attempts';
import type { Case } from '../case/case';
import { purchaseOf } from '../case/purchase';
import type { FraudScored } from '../examination/assessment';
import { fraudFeaturesOf } from '../examination/fraud-features';
import type { Policy } from '../policy/policy';

/** How soon an offer is taken when it is taken at once, in milliseconds after the declined request. */
export const soonestMs = 1;
export const latestMs = 5 * 60 * 1000;

/** The declined case as its customer's next one: one attempt more, on the same card: a new one has fewer. */
export function nextAttempt(declined: Case): Case {
  return { ...declined, history: withAttempt(declined.history, declined.request, declined.request) };
}

/**
 * What the fraud model could say at most of the next request, at any moment of the next minutes: then the declined purchase
 * is in the history of the customer and the terminal. Holds as long as nothing else is bought by the one or at the other,
 * nothing grows out of a window, and no history is read up to its bound; where a terminal's is, the error is one purchase in
 * a hundred.
 */
export function fraudOfNext(declined: Case, request: AuthorizationRequested, policy: Policy): FraudScored {
  const next = purchaseOf(request);
  const purchase = purchaseOf(declined.request);
  const possible = new Set(factsAfter(declined.features, purchase));
  const vectors = [...possible].flatMap((facts) =>
    [soonestMs, latestMs].map((afterMs) =>
      fraudFeaturesOf({ ...next, atMs: purchase.atMs + afterMs }, facts, request, policy.fraud),
    ),
  );
  const lowest = edge(vectors, Math.min);
  const highest = edge(vectors, Math.max);
  return { features: highest, probability: policy.fraud.trees.highestProbability(lowest, highest) };
}

/** Every feature goes one way with time and with the median, so that all that can come lies between the corners. */
function edge(
  [first = new Float32Array(), ...others]: readonly Float32Array[],
  of: (one: number, other: number) => number,
): Float32Array {
  return others.reduce(
    (found, vector) => found.map((value, feature) => of(value, vector[feature] ?? NaN)),
    first,
  );
}
