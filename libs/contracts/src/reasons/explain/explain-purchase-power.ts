import type { PurchasePowerAssessed } from '../../generated/events';
import { isReasonCode, nextStepsOf, reasonOf } from '../catalogue';
import { customerReasonsOf } from './customer-reasons';
import { sourcesInWords } from './decision-notice';
import type { CustomerReason, SourceInWords } from './explanation';
import { moneyInWords } from './plain-words';

/** Who may read what a customer could spend. Not agents: already the figure rests on what a credit bureau reports. */
export type PurchasePowerAudience = 'customer' | 'operator' | 'auditor';

/** What is known of what a customer could spend now, before anyone decides who may read it. */
export type PurchasePower = Pick<
  PurchasePowerAssessed,
  'customerId' | 'currency' | 'amountMinor' | 'instalments' | 'reasons' | 'sources' | 'assessedAt'
>;

/** What a customer could spend now, in numbers and in words. Amounts are minor units of `currency`. */
export interface PurchasePowerExplanation {
  readonly customerId: string;
  /** The largest single purchase that would pass; 0 when none would. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly summary: string;
  readonly instalments: readonly (PurchasePower['instalments'][number] & { readonly text: string })[];
  /** What stands against more, the strongest first; empty when all that is left would pass. */
  readonly limitedBy: readonly CustomerReason[];
  readonly nextSteps: readonly string[];
  readonly sources: readonly SourceInWords[];
  /** UTC, ISO 8601. */
  readonly assessedAt: string;
}

// One line for all of them, so that an operator cannot tell a missed payment from a short history.
const notForOperators: CustomerReason = {
  code: 'not_shown',
  text: 'What a credit bureau reports stands against more. The customer reads the reason; it is not shown here.',
};

/** Puts the assessment's answer into words. What a credit bureau reports is named to the customer and to auditors only. */
export function explainPurchasePower(
  power: PurchasePower,
  audience: PurchasePowerAudience,
): PurchasePowerExplanation {
  const { customerId, amountMinor, currency, assessedAt } = power;
  const codes = power.reasons.filter(isReasonCode);
  const named = audience === 'operator' ? codes.filter((code) => !reasonOf(code).bureauBased) : codes;
  return {
    customerId,
    amountMinor,
    currency,
    summary: summaryOf(power),
    instalments: power.instalments.map((plan) => ({
      ...plan,
      text: `A purchase of ${moneyInWords(plan.amountMinor, currency)}, paid back in ${plan.count} monthly instalments of ${moneyInWords(plan.eachMinor, currency)}.`,
    })),
    limitedBy: [...customerReasonsOf(named), ...(named.length < codes.length ? [notForOperators] : [])],
    nextSteps: nextStepsOf(named),
    sources: sourcesInWords(power.sources),
    assessedAt,
  };
}

function summaryOf({ amountMinor, currency, reasons }: PurchasePower): string {
  const isLimited = reasons.length > 0;
  if (amountMinor === 0) {
    return isLimited
      ? 'No purchase would pass right now. What stands against one, and what you can do, is said below.'
      : 'Your purchase power is used up right now. It comes back with what you pay back.';
  }
  const amount = `You could make one purchase of ${moneyInWords(amountMinor, currency)} now`;
  return isLimited
    ? `${amount}. What stands against a larger one, and what you can do, is said below. Each purchase is still checked for itself.`
    : `${amount}: all that is left of your purchase power. Each purchase is still checked for itself.`;
}
