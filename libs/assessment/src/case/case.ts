import type { AuthorizationRequested, CustomerProfile, Merchant } from '@mayfly/contracts';
import type { FeatureFacts } from '@mayfly/fraud-model';
import type { Plan } from './plan';
import type { PurchaseHistory, RepaymentFacts } from './snapshot';

/** The request of a loan. Null for a merchant where none is chosen yet: a question for purchase power. */
export type LoanRequest = Pick<AuthorizationRequested, 'amountMinor' | 'account' | 'requestedAt'> & {
  readonly merchant: Merchant | null;
};

/** What a lender looks at, who knows nothing of earlier purchases and what came of them. */
export interface Loan {
  readonly request: LoanRequest;
  readonly profile: CustomerProfile;
  readonly repayment: RepaymentFacts;
  readonly plan: Plan;
}

/** A purchase under one plan, with all that is known when it is assessed. */
export interface Case extends Loan {
  readonly request: AuthorizationRequested;
  readonly history: PurchaseHistory;
  readonly features: FeatureFacts;
}
