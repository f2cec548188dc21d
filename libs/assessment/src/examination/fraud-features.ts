import type { AuthorizationRequested } from '@mayfly/contracts';
import { featureVector, type FeatureFacts, type Purchase, type TerminalFacts } from '@mayfly/fraud-model';
import type { FraudModel, MerchantReports } from '../policy/policy';

/** The features of a purchase as the policy lets the model see them. */
export function fraudFeaturesOf(
  purchase: Purchase,
  { customer, terminal }: FeatureFacts,
  { account }: Pick<AuthorizationRequested, 'account'>,
  { grantedUnits, merchantReports }: FraudModel,
): Float32Array {
  const believed = isBelieved(terminal, merchantReports) ? terminal : withoutReports(terminal);
  return featureVector(purchase, { customer, terminal: believed }, account.grantedMinor / grantedUnits);
}

/** True when the reports about a merchant are of enough customers, and enough beside what is bought there in a month. */
function isBelieved(
  { reportedCustomers, counts }: TerminalFacts,
  { leastCustomers, leastPercentOfPurchases }: MerchantReports,
): boolean {
  return (
    reportedCustomers >= leastCustomers && reportedCustomers * 100 >= counts[2] * leastPercentOfPurchases
  );
}

/** The merchant as if nothing had been reported there. */
function withoutReports(terminal: TerminalFacts): TerminalFacts {
  return {
    ...terminal,
    settledReported: [0, 0, 0],
    runCount: 0,
    runSumMinor: 0,
    runFirstAtMs: undefined,
    lastReportedPurchaseAtMs: undefined,
    goodSinceReported: 0,
    reportedCustomers: 0,
  };
}
