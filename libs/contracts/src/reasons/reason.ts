/** Which part of the system decided: the card service's own checks, a part of the assessment, or a failure. */
export type ReasonClass = 'local' | 'credit' | 'fraud' | 'policy' | 'technical';

export type Scheme = 'visa' | 'mastercard';

/** 1: never again with this number; 2: perhaps later; 3: after a correction; 4: everything else. Limits are per 30 days. */
export type RetryCategory = 1 | 2 | 3 | 4;

/** What the network reads: ISO 8583 field 39 and whether, or when, to try again. */
export interface NetworkAnswer {
  readonly de39: string;
  /** Null for approvals and verifications: there is nothing to try again. */
  readonly retryCategory: RetryCategory | null;
  /** Mastercard's merchant advice code. */
  readonly merchantAdviceCode?: string;
}

/** What the shop shows at checkout; tells nothing of the customer's credit, account or of security checks. */
export interface CheckoutText {
  /** Stable. Equals the reason's code only where the reason is no secret. */
  readonly code: string;
  readonly title: string;
  readonly text: string;
  readonly nextSteps: readonly string[];
}

/** What the customer reads. */
export interface CustomerText {
  readonly title: string;
  readonly whatHappened: string;
  readonly whatToDo: readonly string[];
  /** Credit only: the specific principal reason, in the wording of Regulation B's sample form where it has one. */
  readonly principalReason?: string;
}

/** One reason, for everyone who may ask. */
export interface ReasonEntry {
  /** Null for approvals and verifications: no part declined. */
  readonly class: ReasonClass | null;
  /** For auditors and this project's reference: the exact condition. */
  readonly meaning: string;
  /** True when it rests on what a credit bureau reports; such a reason never reaches an agent. */
  readonly bureauBased: boolean;
  readonly network: Readonly<Record<Scheme, NetworkAnswer>>;
  readonly checkout: CheckoutText;
  readonly customer: CustomerText;
  /** What an agent sees: the customer's text, or one line that is the same for all such reasons. */
  readonly agent: 'customer_text' | 'neutral_line';
}
