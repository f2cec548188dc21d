import type { Case } from '../case/case';
import { Assessment, type FraudScored } from '../examination/assessment';
import { examine } from '../examination/examine';
import type { Policy } from '../policy/policy';

/** A case that is not there but could be: what the fraud model says of it is worked out once for several like it. */
class Supposed extends Assessment {
  readonly #scoreFraud: () => FraudScored;

  constructor(purchase: Case, policy: Policy, scoreFraud: () => FraudScored) {
    super(purchase, policy);
    this.#scoreFraud = scoreFraud;
  }

  override get fraud(): FraudScored {
    return this.#scoreFraud();
  }
}

/** Whether the whole engine would approve. It asks for the fraud score only when nothing else is against the purchase. */
export function wouldPass(purchase: Case, policy: Policy, scoreFraud: () => FraudScored): boolean {
  return examine(new Supposed(purchase, policy, scoreFraud)).finding === 'nothing_against';
}
