import type { AuthorizationRequested, CustomerProfile } from '@mayfly/contracts';
import type { FeatureFacts } from '@mayfly/fraud-model';
import type { Plan } from './proposal';
import type { PurchaseHistory, RepaymentFacts } from './snapshot';

/** A purchase under one plan, with all that is known when it is assessed. */
export interface Case {
  readonly request: AuthorizationRequested;
  readonly profile: CustomerProfile;
  readonly repayment: RepaymentFacts;
  readonly history: PurchaseHistory;
  readonly features: FeatureFacts;
  readonly plan: Plan;
}
