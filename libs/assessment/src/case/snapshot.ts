import { hash } from 'node:crypto';
import type { AuthorizationRequested, CustomerProfile } from '@mayfly/contracts';
import type { FeatureFacts } from '@mayfly/fraud-model';
import { canonicalJson } from './canonical-json';

/** What the customer did with earlier debts here: facts, not decisions. Minor units of the account's currency. */
export interface RepaymentFacts {
  /** Cleared more than 45 days before the request. */
  readonly clearedBefore45DaysMinor: number;
  /** Paid back at any time up to the request. */
  readonly repaidMinor: number;
}

/**
 * The most purchases that a history is counted from: the latest. No limit of the fraud rules comes near, and who buys more often
 * has habits that the latest thousand show.
 */
export const mostHistoryPurchases = 1_000;

/**
 * What happened on the customer's cards up to the request, itself left out. Read by the fraud part alone: no other part
 * may know what came of an earlier assessment. An attempt is a purchase that reached the assessment.
 */
export interface PurchaseHistory {
  readonly customerAttemptsLastHour: number;
  readonly customerAttemptsLastDay: number;
  readonly cardAttemptsLastHour: number;
  readonly cardAttemptsLastDay: number;
  /** Wrong CVV2 or expiry, on any card of the customer. */
  readonly customerMismatchesLastDay: number;
  /** Approved purchases. */
  readonly purchasesLast90Days: number;
  readonly meanAmountLast90DaysMinor: number;
  /** Standard deviation. */
  readonly amountSpreadLast90DaysMinor: number;
  readonly purchasesAtMerchantLast90Days: number;
  readonly purchasesInMerchantCountryLast90Days: number;
}

/** Everything a decision is made from: the same snapshot gives the same decision, byte for byte. */
export interface Snapshot {
  readonly policyVersion: string;
  readonly request: AuthorizationRequested;
  /** Null when none at least as new as the request asks for could be had in time. */
  readonly profile: CustomerProfile | null;
  readonly repayment: RepaymentFacts;
  readonly history: PurchaseHistory;
  /** What the fraud model's features are computed from. */
  readonly features: FeatureFacts;
}

/** A snapshot as it is stored, and the hash that an event carries of it. */
export interface SealedSnapshot {
  readonly text: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly hash: string;
}

/** Writes the snapshot as canonical JSON and hashes that. */
export function seal(snapshot: Snapshot): SealedSnapshot {
  const text = canonicalJson(snapshot);
  return { text, hash: `sha256:${hash('sha256', text, 'hex')}` };
}
