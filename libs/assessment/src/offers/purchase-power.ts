import type { CustomerProfile, PurchasePowerAssessed, PurchasePowerRequested } from '@mayfly/contracts';
import type { Loan } from '../case/case';
import type { Plan } from '../case/plan';
import { instalmentOf, withAmount } from '../case/proposal';
import type { RepaymentFacts } from '../case/snapshot';
import { isUsable } from '../case/usable-profile';
import { LoanAssessment } from '../examination/assessment';
import { lendingChecks, sourcesOf } from '../examination/checks';
import { examineBy } from '../examination/examine';
import { outcomeOf } from '../examination/outcome-table';
import { mostReasons } from '../examination/verdict';
import type { Policy } from '../policy/policy';
import { largestAmountLent } from './lending';

/** The answer to a question for purchase power: all of the published event but its ids and its time. */
export type PurchasePower = Omit<PurchasePowerAssessed, 'questionId' | 'customerId' | 'assessedAt'>;

/**
 * The largest purchase within what is available that gates, policy, credit and affordability pass now; what stands against
 * one minor unit more, or against spending anything when nothing is available; and the largest purchase under each
 * instalment plan that carries more.
 *
 * The fraud checks have no part in it: an answer that knew them would disclose how much passes them unseen. So this is no
 * approval in advance. There is no merchant either: of the policy rules only those on the residence count.
 */
export function purchasePowerOf(
  question: PurchasePowerRequested,
  known: { readonly profile: CustomerProfile | null; readonly repayment: RepaymentFacts },
  policy: Policy,
): PurchasePower {
  const { profile, repayment } = known;
  const { currency, account, requestedAt } = question;
  if (!isUsable(profile, question)) return unknown(currency, policy);
  const nothing = { amountMinor: 0, account, requestedAt, merchant: null };
  const loanOf = (amountMinor: number, plan: Plan): Loan => ({
    request: withAmount(nothing, BigInt(amountMinor)),
    profile,
    repayment,
    plan,
  });
  const largest = (plan: Plan): number => largestAmountLent(loanOf(0, plan), policy, account.availableMinor);

  const amountMinor = largest({ kind: 'pay_later' });
  const next = loanOf(Math.min(amountMinor + 1, account.availableMinor), { kind: 'pay_later' });
  const { finding, reasons, consulted } = examineBy(lendingChecks, new LoanAssessment(next, policy));
  const row = outcomeOf(finding);
  return {
    currency,
    amountMinor,
    instalments: policy.limits.instalmentCounts
      .map((count) => ({ count, amountMinor: largest({ kind: 'instalments', count }) }))
      .filter((plan) => plan.amountMinor > amountMinor && plan.amountMinor >= plan.count)
      .map((plan) => ({ ...plan, eachMinor: Number(instalmentOf(BigInt(plan.amountMinor), plan.count)) })),
    class: row.class,
    reasons: reasons.slice(0, mostReasons),
    sources: sourcesOf(consulted),
    policyVersion: policy.version,
    modelVersions: row.scored ? [policy.credit.version] : [],
  };
}

function unknown(currency: string, policy: Policy): PurchasePower {
  return {
    currency,
    amountMinor: 0,
    instalments: [],
    class: outcomeOf('profile_unusable').class,
    reasons: ['assessment_unavailable'],
    sources: [],
    policyVersion: policy.version,
    modelVersions: [],
  };
}
