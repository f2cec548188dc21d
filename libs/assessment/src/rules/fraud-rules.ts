import type { AuthorizationRequested } from '@mayfly/contracts';
import type { Limits } from './limits';
import { percentOf } from '../case/proposal';
import type { Rule } from './rule';
import type { PurchaseHistory } from '../case/snapshot';

/** What the fraud rules look at. */
export interface FraudFacts {
  readonly request: AuthorizationRequested;
  readonly history: PurchaseHistory;
  /** Country of residence. */
  readonly homeCountry: string;
}

/** Signs of fraud, the gravest first; each one is enough, whatever the model says. */
export const fraudRules: readonly Rule<FraudFacts>[] = [
  { reason: 'card_details_guessed', fails: detailsWereGuessed },
  { reason: 'too_many_attempts', fails: attemptsAreTooMany },
  { reason: 'risky_merchant_category', fails: categoryIsRisky },
  { reason: 'unusual_country', fails: countryIsUnusual },
  { reason: 'unusual_amount', fails: amountIsUnusual },
  { reason: 'unusual_merchant', fails: merchantIsUnusual },
];

/** A number keyed in by hand leaves room for trying: there a single mismatch on the card is enough. */
function detailsWereGuessed({ request, history }: FraudFacts, { fraud }: Limits): boolean {
  const mostOnCard = request.entryMode === 'manual' ? 0 : fraud.mostCardMismatches;
  return (
    request.cardMismatches > mostOnCard ||
    history.customerMismatchesLastDay > fraud.mostCustomerMismatchesPerDay
  );
}

function attemptsAreTooMany({ history }: FraudFacts, { fraud }: Limits): boolean {
  return (
    history.customerAttemptsLastHour >= fraud.mostCustomerAttemptsPerHour ||
    history.customerAttemptsLastDay >= fraud.mostCustomerAttemptsPerDay ||
    history.cardAttemptsLastHour >= fraud.mostCardAttemptsPerHour ||
    history.cardAttemptsLastDay >= fraud.mostCardAttemptsPerDay
  );
}

function categoryIsRisky({ request, history }: FraudFacts, { fraud, merchantCategories }: Limits): boolean {
  return (
    merchantCategories.risky.has(request.merchant.mcc) &&
    history.purchasesAtMerchantLast90Days === 0 &&
    isAboveShareOfGranted(request, fraud.riskyCategoryPercentOfGranted)
  );
}

function countryIsUnusual({ request, history, homeCountry }: FraudFacts, { fraud }: Limits): boolean {
  const { country } = request.merchant;
  const isNew = country !== homeCountry && history.purchasesInMerchantCountryLast90Days === 0;
  return (
    fraud.countriesOfHighRisk.has(country) ||
    (isNew && isAboveShareOfGranted(request, fraud.newCountryPercentOfGranted))
  );
}

function amountIsUnusual({ request, history }: FraudFacts, { fraud }: Limits): boolean {
  if (history.purchasesLast90Days < fraud.habitPurchases) return false;
  const mean = BigInt(history.meanAmountLast90DaysMinor);
  const leastSpread = percentOf(mean, fraud.leastSpreadPercentOfMean);
  const measured = BigInt(history.amountSpreadLast90DaysMinor);
  const spread = measured > leastSpread ? measured : leastSpread;
  return BigInt(request.amountMinor) > mean + spread * BigInt(fraud.mostSpreadsAboveMean);
}

function merchantIsUnusual({ request, history }: FraudFacts, { fraud }: Limits): boolean {
  return (
    history.purchasesLast90Days >= fraud.habitPurchases &&
    history.purchasesAtMerchantLast90Days === 0 &&
    isAboveShareOfGranted(request, fraud.newMerchantPercentOfGranted) &&
    BigInt(request.amountMinor) > percentOf(history.meanAmountLast90DaysMinor, fraud.newMerchantPercentOfMean)
  );
}

function isAboveShareOfGranted(request: AuthorizationRequested, percent: number): boolean {
  return BigInt(request.amountMinor) > percentOf(request.account.grantedMinor, percent);
}
