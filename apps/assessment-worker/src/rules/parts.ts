import type { AuthorizationRequested, CustomerProfile, ReasonCode, Source } from '@mayfly/contracts';
import { affordabilityRules } from './affordability';
import { creditRules } from './credit-rules';
import { fraudRules } from './fraud-rules';
import { gates } from './gates';
import type { Policy } from './policy';
import { policyRules } from './policy-rules';
import { commitmentOf, type Plan } from './proposal';
import { failuresOf } from './rule';
import type { PurchaseHistory, RepaymentFacts } from './snapshot';
import type { DecisionClass } from './verdict';

/** A purchase under one plan, with all that is known when it is assessed. */
export interface Case {
  readonly request: AuthorizationRequested;
  readonly profile: CustomerProfile;
  readonly repayment: RepaymentFacts;
  readonly history: PurchaseHistory;
  readonly plan: Plan;
}

/** A part of the assessment; it hands to its rules no more than they may know. */
export interface Part {
  readonly name: 'gates' | 'policy' | 'credit' | 'affordability' | 'fraud';
  readonly class: Exclude<DecisionClass, 'technical'>;
  /** False for a part that judges lending only: it has no say when the customer pays at once. */
  readonly concernsPayNow: boolean;
  readonly sources: readonly Source[];
  /** The reasons against the purchase, ranked; empty when it passes. */
  readonly reasonsAgainst: (purchase: Case, policy: Policy) => readonly ReasonCode[];
}

const identityCheck: Source = { name: 'identity and residence check', inquiry: 'none' };
const creditBureau: Source = { name: 'credit bureau', inquiry: 'soft' };
const bankAccount: Source = { name: 'bank account', inquiry: 'none' };
const mayflyAccount: Source = { name: 'Mayfly account', inquiry: 'none' };
const purchaseHistory: Source = { name: 'purchase history', inquiry: 'none' };

/**
 * The order of the assessment; the first part that fails decides, and only its reasons are told. A learned score enters
 * here as one more part (or inside the rules of `credit` and `fraud`), with its version in the decision's modelVersions.
 */
export const parts: readonly Part[] = [
  {
    name: 'gates',
    class: 'policy',
    concernsPayNow: true,
    sources: [identityCheck],
    reasonsAgainst: ({ profile, request }, policy) =>
      failuresOf(gates, { identity: profile.identity, requestedAt: request.requestedAt }, policy),
  },
  {
    name: 'policy',
    class: 'policy',
    concernsPayNow: true,
    sources: [identityCheck],
    reasonsAgainst: ({ profile, request }, policy) =>
      failuresOf(policyRules, { merchant: request.merchant, residence: profile.residence }, policy),
  },
  {
    name: 'credit',
    class: 'credit',
    concernsPayNow: false,
    sources: [creditBureau, bankAccount, mayflyAccount],
    reasonsAgainst: ({ profile, request, repayment, plan }, policy) =>
      failuresOf(
        creditRules,
        {
          profile,
          repayment,
          commitment: commitmentOf(request, plan),
          owedMinor: BigInt(request.account.owedMinor),
        },
        policy,
      ),
  },
  {
    name: 'affordability',
    class: 'credit',
    concernsPayNow: false,
    sources: [bankAccount, mayflyAccount],
    reasonsAgainst: ({ profile, request, plan }, policy) =>
      failuresOf(affordabilityRules, { profile, commitment: commitmentOf(request, plan) }, policy),
  },
  {
    name: 'fraud',
    class: 'fraud',
    concernsPayNow: true,
    sources: [mayflyAccount, purchaseHistory],
    reasonsAgainst: ({ profile, request, history }, policy) =>
      failuresOf(fraudRules, { request, history, homeCountry: profile.residence.country }, policy),
  },
];

/** How far a case came: the parts that looked at it and, when one failed, that one with its reasons. */
export interface Examination {
  readonly consulted: readonly Part[];
  readonly failure: { readonly part: Part; readonly reasons: readonly ReasonCode[] } | null;
}

/** Asks the parts in order, up to the first that fails. */
export function examine(purchase: Case, policy: Policy): Examination {
  const consulted: Part[] = [];
  for (const part of parts) {
    if (purchase.plan.kind === 'pay_now' && !part.concernsPayNow) continue;
    consulted.push(part);
    const reasons = part.reasonsAgainst(purchase, policy);
    if (reasons.length > 0) return { consulted, failure: { part, reasons } };
  }
  return { consulted, failure: null };
}
