import type {
  Alternative,
  AuthorizationDecided,
  Counterfactual,
  HoldReleased,
  Source,
} from '../../generated/events';
import type { AuthorizationState } from '../../state-tables/transition';
import type { CheckoutText, NetworkAnswer, ReasonEntry, Scheme } from '../reason';

/** A part of what was set aside that became purchase power again. */
export interface ExplainedRelease {
  readonly amountMinor: number;
  readonly cause: HoldReleased['cause'];
  /** UTC, ISO 8601, as all times here. */
  readonly releasedAt: string;
  /** Id of the receipt that the release left. */
  readonly receiptId: string;
}

/** What became of the money that was set aside for the purchase. */
export interface ExplainedHold {
  /** All that was ever set aside. */
  readonly amountMinor: number;
  readonly heldMinor: number;
  readonly placedAt: string;
  /** In the order in which they happened. */
  readonly releases: readonly ExplainedRelease[];
}

/** Money that the merchant gives back. */
export interface ExplainedRefund {
  readonly amountMinor: number;
  /** Null while it is on its way. */
  readonly settledAt: string | null;
}

/** The evidence of a decision, for auditors. */
export type DecisionEvidence = Pick<
  AuthorizationDecided,
  | 'decisionId'
  | 'class'
  | 'scores'
  | 'creditPoints'
  | 'policyVersion'
  | 'modelVersions'
  | 'snapshotHash'
  | 'decidedAt'
>;

/** What is known of an authorization, before anyone decides who may read it. */
export interface ExplanationFacts {
  readonly state: AuthorizationState;
  /** As stored: ranked, the strongest first. Codes of a newer catalogue are shown to auditors only. */
  readonly reasons: readonly string[];
  readonly kind: 'purchase' | 'verification' | 'increment';
  /** What was asked for, in minor units of `currency`. */
  readonly amountMinor: number;
  /** What was approved; null when nothing was. */
  readonly approvedMinor: number | null;
  /** What the merchant has collected so far. */
  readonly clearedMinor: number;
  readonly refunds: readonly ExplainedRefund[];
  /** What was unusual, and booked all the same: see docs/network.md. */
  readonly flags: readonly string[];
  readonly currency: string;
  /** Left out when nothing was held. */
  readonly hold?: ExplainedHold | undefined;
  readonly alternatives: readonly Alternative[];
  /** What would change the outcome, as the engine found and verified it; empty when approved, and for fraud. */
  readonly counterfactuals: readonly Counterfactual[];
  readonly sources: readonly Source[];
  /** Left out when no assessment decided. */
  readonly decision?: DecisionEvidence | undefined;
}

/** What an explanation is asked with: the facts, and who will read it. */
export type ExplanationRequest = ExplanationFacts &
  (
    | { readonly audience: 'network'; readonly scheme: Scheme }
    | { readonly audience: 'merchant' }
    | { readonly audience: 'customer' }
    | { readonly audience: 'agent' }
    | { readonly audience: 'auditor' }
  );

export interface NetworkExplanation {
  readonly audience: 'network';
  readonly state: AuthorizationState;
  readonly scheme: Scheme;
  readonly amountMinor: number;
  readonly currency: string;
  /** Null while the authorization is pending. */
  readonly answer: NetworkAnswer | null;
}

export interface MerchantExplanation {
  readonly audience: 'merchant';
  readonly state: AuthorizationState;
  readonly amountMinor: number;
  readonly currency: string;
  readonly checkout: CheckoutText;
}

/** The money set aside, in numbers and in words. */
export interface HoldNotice {
  readonly state: 'none' | 'placed' | 'released' | 'captured';
  /** All that was ever set aside. */
  readonly amountMinor: number;
  /** What is set aside now. */
  readonly heldMinor: number;
  readonly placedAt: string | null;
  /** Of the last release. */
  readonly releasedAt: string | null;
  readonly receiptId: string | null;
  /** The last day (YYYY-MM-DD) on which a bank may still show a released hold. */
  readonly shownByBankUntil: string | null;
  readonly text: string;
}

/** What else is on offer, ready to read. */
export type OfferedAlternative = Alternative & { readonly text: string };

/** A change that, made alone, would let the same purchase pass, ready to read. */
export type WayToApproval = Counterfactual & { readonly text: string };

/** A source of the assessment, with what the inquiry means for the customer's credit score. */
export type SourceInWords = Source & { readonly text: string };

/** What the law wants said of an automated decision. */
export interface DecisionNotice {
  readonly automated: string;
  readonly procedure: string;
  readonly sources: readonly SourceInWords[];
  readonly creditScore: string;
  readonly review: string;
}

/** A reason in the words for the customer. */
export interface CustomerReason {
  readonly code: string;
  readonly text: string;
  /** Credit only: the specific principal reason. */
  readonly principalReason?: string;
}

export interface CustomerExplanation {
  readonly audience: 'customer';
  readonly state: AuthorizationState;
  readonly amountMinor: number;
  readonly currency: string;
  readonly title: string;
  readonly summary: string;
  readonly reasons: readonly CustomerReason[];
  readonly nextSteps: readonly string[];
  readonly hold: HoldNotice;
  /** What the merchant gives back, in words; empty when nothing. */
  readonly refunds: readonly string[];
  readonly alternatives: readonly OfferedAlternative[];
  /** Empty when the purchase was not declined, and after a sign of fraud. */
  readonly whatWouldChange: readonly WayToApproval[];
  /** Null when the purchase was not declined. */
  readonly otherWays: string | null;
  /** Null when no assessment decided. */
  readonly notice: DecisionNotice | null;
}

export interface AgentExplanation {
  readonly audience: 'agent';
  readonly state: AuthorizationState;
  readonly amountMinor: number;
  readonly currency: string;
  readonly summary: string;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
  readonly nextSteps: readonly string[];
  readonly hold: HoldNotice;
  readonly limits: string;
}

export interface AuditorExplanation {
  readonly audience: 'auditor';
  readonly state: AuthorizationState;
  readonly amountMinor: number;
  readonly currency: string;
  readonly networkAnswersVersion: string;
  /** The entry is null for a code that this release's catalogue does not have. */
  readonly reasons: readonly { readonly code: string; readonly entry: ReasonEntry | null }[];
  readonly hold: ExplainedHold | null;
  readonly alternatives: readonly Alternative[];
  readonly counterfactuals: readonly Counterfactual[];
  readonly sources: readonly Source[];
  readonly decision: DecisionEvidence | null;
  readonly shownToCustomer: CustomerExplanation;
  readonly shownToAgent: AgentExplanation;
  readonly shownToMerchant: MerchantExplanation;
}

export type Explanation =
  NetworkExplanation | MerchantExplanation | CustomerExplanation | AgentExplanation | AuditorExplanation;

/** Who may ask why. */
export type Audience = Explanation['audience'];
