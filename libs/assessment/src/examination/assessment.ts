import { creditApplicant, scoreApplicant, type Scored } from '@mayfly/scorecard';
import type { Case, Loan } from '../case/case';
import { commitmentOf, type Commitment } from '../case/proposal';
import { purchaseOf } from '../case/purchase';
import type { Policy } from '../policy/policy';
import { fraudFeaturesOf } from './fraud-features';

/** What the fraud model says of a purchase. */
export interface FraudScored {
  readonly features: Float32Array;
  /** In [0, 1]. */
  readonly probability: number;
}

/** One loan under one policy. What it adds up to is computed when it is first asked for, and once. */
export class LoanAssessment<Asked extends Loan = Loan> {
  #commitment: Commitment | undefined;
  #credit: Scored | undefined;

  constructor(
    readonly purchase: Asked,
    readonly policy: Policy,
  ) {}

  get commitment(): Commitment {
    return (this.#commitment ??= commitmentOf(this.purchase.request, this.purchase.plan));
  }

  /** The scorecard's points; of the profile and the debt alone, so that no history of decisions can move them (R5). */
  get credit(): Scored {
    return (this.#credit ??= scoreApplicant(
      this.policy.credit.scorecard,
      creditApplicant(this.purchase.profile, this.commitment.exposureMinor),
    ));
  }
}

/** One case under one policy: the loan, and whether it is fraud. */
export class Assessment extends LoanAssessment<Case> {
  #fraud: FraudScored | undefined;

  get fraud(): FraudScored {
    return (this.#fraud ??= this.#scoreFraud());
  }

  #scoreFraud(): FraudScored {
    const { request, features: facts } = this.purchase;
    const { fraud } = this.policy;
    const features = fraudFeaturesOf(purchaseOf(request), facts, request, fraud);
    return { features, probability: fraud.trees.probability(features) };
  }
}
