import type { ReasonCode, Source } from '@mayfly/contracts';
import { affordabilityRules } from '../rules/affordability';
import { creditRules } from '../rules/credit-rules';
import { fraudRules } from '../rules/fraud-rules';
import { gates } from '../rules/gates';
import { policyRules } from '../rules/policy-rules';
import { failuresOf } from '../rules/rule';
import type { Assessment, LoanAssessment } from './assessment';
import { creditReasons } from './credit-reasons';
import { fraudReasons } from './fraud-reasons';
import type { Finding } from './outcome-table';

/** A question to a purchase; it hands to its rules no more than they may know. */
export interface Check<Assessed extends LoanAssessment = Assessment> {
  /** What is found when there is a reason against the purchase. */
  readonly finding: Finding;
  /** False when it judges lending only: it has no say when the customer pays at once. */
  readonly concernsPayNow: boolean;
  readonly sources: readonly Source[];
  /** The reasons against the purchase, ranked; empty when it passes. */
  readonly reasonsAgainst: (assessment: Assessed) => readonly ReasonCode[];
}

const identityCheck: Source = { name: 'identity and residence check', inquiry: 'none' };
const creditBureau: Source = { name: 'credit bureau', inquiry: 'soft' };
const bankAccount: Source = { name: 'bank account', inquiry: 'none' };
const mayflyAccount: Source = { name: 'Mayfly account', inquiry: 'none' };
const purchaseHistory: Source = { name: 'purchase history', inquiry: 'none' };
const ofCredit = [creditBureau, bankAccount, mayflyAccount];
const ofFraud = [mayflyAccount, purchaseHistory];

/** The checks of the loan, in the order of the assessment. They cannot know what the customer bought before. */
export const lendingChecks: readonly Check<LoanAssessment>[] = [
  {
    finding: 'gate_closed',
    concernsPayNow: true,
    sources: [identityCheck],
    reasonsAgainst: ({ purchase: { profile, request }, policy }) =>
      failuresOf(gates, { identity: profile.identity, requestedAt: request.requestedAt }, policy.limits),
  },
  {
    finding: 'policy_forbids',
    concernsPayNow: true,
    sources: [identityCheck],
    reasonsAgainst: ({ purchase: { profile, request }, policy }) =>
      failuresOf(policyRules, { merchant: request.merchant, residence: profile.residence }, policy.limits),
  },
  {
    finding: 'credit_rule_broken',
    concernsPayNow: false,
    sources: ofCredit,
    reasonsAgainst: ({ purchase: { profile, request, repayment }, commitment, policy }) =>
      failuresOf(
        creditRules,
        { profile, repayment, commitment, owedMinor: BigInt(request.account.owedMinor) },
        policy.limits,
      ),
  },
  {
    finding: 'credit_score_low',
    concernsPayNow: false,
    sources: ofCredit,
    reasonsAgainst: ({ credit, policy }) =>
      credit.score < policy.credit.leastScore ? creditReasons(credit, policy.credit) : [],
  },
  {
    finding: 'not_affordable',
    concernsPayNow: false,
    sources: [bankAccount, mayflyAccount],
    reasonsAgainst: ({ purchase: { profile }, commitment, policy }) =>
      failuresOf(affordabilityRules, { profile, commitment }, policy.limits),
  },
];

/** The checks for fraud, in the order of the assessment. */
export const fraudChecks: readonly Check[] = [
  {
    finding: 'fraud_sign_seen',
    concernsPayNow: true,
    sources: ofFraud,
    reasonsAgainst: ({ purchase: { profile, request, history }, policy }) =>
      failuresOf(fraudRules, { request, history, homeCountry: profile.residence.country }, policy.limits),
  },
  {
    finding: 'fraud_score_high',
    concernsPayNow: true,
    sources: ofFraud,
    reasonsAgainst: ({ fraud, policy }) =>
      fraud.probability >= policy.fraud.threshold ? fraudReasons(fraud, policy.fraud) : [],
  },
];

/** All checks, in the order of the assessment. */
export const checks: readonly Check[] = [...lendingChecks, ...fraudChecks];

/** The sources that checks ask, each once. */
export function sourcesOf(asked: readonly Pick<Check, 'sources'>[]): Source[] {
  const sources: Source[] = [];
  for (const check of asked) {
    for (const source of check.sources) if (!sources.includes(source)) sources.push(source);
  }
  return sources;
}
