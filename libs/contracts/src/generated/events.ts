// Generated from schemas/ by `npm run generate`. Do not edit.

/**
 * A UUIDv7.
 */
export type Id = string;
/**
 * Minor units of the currency beside it; at most ISO 8583 field 4 (n12).
 */
export type AmountMinor = number;
/**
 * ISO 4217 alphabetic code.
 */
export type Currency = string;
/**
 * UTC, ISO 8601.
 */
export type Instant = string;
/**
 * A code of the reason catalogue.
 */
export type Reason = string;
/**
 * What else is on offer.
 */
export type Alternative =
  | {
      kind: 'smaller_amount';
      amountMinor: AmountMinor;
    }
  | {
      kind: 'instalments';
      count: number;
      eachMinor: AmountMinor;
    }
  | {
      kind: 'pay_now';
      amountMinor: AmountMinor;
    };
/**
 * A change that, made alone, turns this decline into an approval; found by the engine and verified by it.
 */
export type Counterfactual =
  | {
      kind: 'smaller_amount';
      amountMinor: AmountMinor;
    }
  | {
      kind: 'repay';
      amountMinor: AmountMinor;
    }
  | {
      kind: 'verify';
      /**
       * @minItems 1
       * @maxItems 4
       */
      what: ('identity' | 'age' | 'residence' | 'income')[];
    }
  | {
      kind: 'lower_obligations';
      monthlyMinor: AmountMinor;
    }
  | {
      kind: 'lower_credit_lines';
      usedMinor: AmountMinor;
    }
  | {
      kind: 'higher_income';
      monthlyNetMinor: AmountMinor;
    }
  | {
      kind: 'longer_in_job';
      monthsInJob: number;
    }
  | {
      kind: 'no_missed_payments';
    };
/**
 * ISO 3166-1 alpha-2.
 */
export type Country = string;
/**
 * How the number reached the merchant (ISO 8583 field 22).
 */
export type EntryMode =
  'ecommerce' | 'credential_on_file' | 'manual' | 'chip' | 'magnetic_stripe' | 'contactless';

export interface EventDataByType {
  'account.repaid.v1': AccountRepaid;
  'assessment.shadowed.v1': AssessmentShadowed;
  'authorization.closed.v1': AuthorizationClosed;
  'authorization.decided.v1': AuthorizationDecided;
  'authorization.requested.v1': AuthorizationRequested;
  'authorization.resolved.v1': AuthorizationResolved;
  'card.changed.v1': CardChanged;
  'customer.profile.v1': CustomerProfile;
  'fraud.reported.v1': FraudReported;
  'hold.released.v1': HoldReleased;
  'message.parked.v1': MessageParked;
  'movement.booked.v1': MovementBooked;
  'purchase-power.assessed.v1': PurchasePowerAssessed;
  'purchase-power.requested.v1': PurchasePowerRequested;
}
/**
 * The customer paid back part of what is owed.
 */
export interface AccountRepaid {
  repaymentId: Id;
  customerId: Id;
  accountId: Id;
  amountMinor: AmountMinor;
  currency: Currency;
  repaidAt: Instant;
  account: AccountBalances;
}
/**
 * The account as the same transaction left it: available − overdrawn + held + owed = granted. Not overdrawn when left out.
 */
export interface AccountBalances {
  grantedMinor: AmountMinor;
  availableMinor: AmountMinor;
  heldMinor: AmountMinor;
  owedMinor: AmountMinor;
  overdrawnMinor?: AmountMinor;
}
/**
 * What a candidate policy would have decided. It answers nobody.
 */
export interface AssessmentShadowed {
  authorizationId: Id;
  decisionId: Id;
  customerId: Id;
  candidateVersion: string;
  /**
   * @maxItems 8
   */
  modelVersions: string[];
  outcome: 'approved' | 'declined';
  /**
   * Which part declined; null when approved.
   */
  class: ('credit' | 'fraud' | 'policy' | 'technical') | null;
  /**
   * Ranked, the strongest first; empty when approved.
   *
   * @maxItems 4
   */
  reasons: Reason[];
  scores: Scores;
  inForce: {
    policyVersion: string;
    outcome: 'approved' | 'declined';
    /**
     * Which part declined; null when approved.
     */
    class: ('credit' | 'fraud' | 'policy' | 'technical') | null;
  };
  /**
   * True when the outcome is another than that of the policy in force.
   */
  differs: boolean;
  shadowedAt: Instant;
}
/**
 * The two scores, each of its own model.
 */
export interface Scores {
  /**
   * Points of the scorecard; null when nothing could be scored.
   */
  credit: number | null;
  /**
   * Probability of fraud by the model; null when nothing could be scored.
   */
  fraud: number | null;
}
/**
 * An approved authorization came to its end.
 */
export interface AuthorizationClosed {
  authorizationId: Id;
  customerId: Id;
  accountId: Id;
  card: Card;
  state: 'reversed' | 'expired' | 'cleared';
  amountMinor: AmountMinor;
  currency: Currency;
  closedAt: Instant;
}
/**
 * What may be said of a card outside the card service: token, issuer range and last four digits.
 */
export interface Card {
  cardId: Id;
  iin: string;
  lastFour: string;
}
/**
 * The decision of the assessment worker.
 */
export interface AuthorizationDecided {
  authorizationId: Id;
  decisionId: Id;
  customerId: Id;
  accountId: Id;
  cardId: Id;
  outcome: 'approved' | 'declined';
  /**
   * Which part declined; null when approved.
   */
  class: ('credit' | 'fraud' | 'policy' | 'technical') | null;
  /**
   * Ranked, the strongest first; empty when approved.
   *
   * @maxItems 4
   */
  reasons: Reason[];
  scores: Scores;
  /**
   * How the credit score came about; empty when nothing could be scored.
   *
   * @maxItems 32
   */
  creditPoints: CharacteristicPoints[];
  /**
   * The version of the policy file: limits, models and cut-offs.
   */
  policyVersion: string;
  /**
   * @maxItems 8
   */
  modelVersions: string[];
  /**
   * Of the stored snapshot the decision was made from.
   */
  snapshotHash: string;
  /**
   * @maxItems 16
   */
  sources: Source[];
  /**
   * @maxItems 8
   */
  alternatives: Alternative[];
  /**
   * What would change the outcome; empty when approved, and for fraud.
   *
   * @maxItems 8
   */
  counterfactuals: Counterfactual[];
  decidedAt: Instant;
}
/**
 * Points that one characteristic of the scorecard gave; all of them add up to the credit score.
 */
export interface CharacteristicPoints {
  characteristic: string;
  points: number;
}
/**
 * A source of the assessment.
 */
export interface Source {
  name: string;
  /**
   * Kind of credit inquiry; a hard one is never made.
   */
  inquiry: 'none' | 'soft';
}
/**
 * A hold was placed; the purchase wants an assessment before its deadline.
 */
export interface AuthorizationRequested {
  authorizationId: Id;
  customerId: Id;
  accountId: Id;
  card: Card;
  networkId: Id;
  amountMinor: AmountMinor;
  currency: Currency;
  merchant: Merchant;
  entryMode: EntryMode;
  requestedAt: Instant;
  deadlineAt: Instant;
  /**
   * CVV2 and expiry mismatches on this card so far.
   */
  cardMismatches: number;
  /**
   * The profile that was current: an assessment never uses an older one.
   */
  profileVersion: number;
  account: AccountBalances;
}
/**
 * Card acceptor: ISO 8583 fields 42, 43, 18 and 19.
 */
export interface Merchant {
  id: string;
  name: string;
  mcc: string;
  country: Country;
}
/**
 * The final answer to the network: exactly one for each authorization.
 */
export interface AuthorizationResolved {
  authorizationId: Id;
  customerId: Id;
  accountId: Id;
  card: Card;
  networkId: Id;
  state: 'approved' | 'declined' | 'timed_out' | 'verified';
  origin: 'intake' | 'assessment' | 'deadline' | 'network' | 'stand_in';
  /**
   * @maxItems 4
   */
  reasons: Reason[];
  amountMinor: AmountMinor;
  currency: Currency;
  merchant: Merchant;
  entryMode: EntryMode;
  decisionId: Id | null;
  requestedAt: Instant;
  resolvedAt: Instant;
}
/**
 * A card was minted or changed its state.
 */
export interface CardChanged {
  customerId: Id;
  accountId: Id;
  card: Card;
  state: 'open' | 'claimed' | 'used' | 'cancelled' | 'expired' | 'blocked';
  /**
   * The event of the state table.
   */
  cause: string;
  version: number;
  changedAt: Instant;
}
/**
 * The eleven data points the assessment knows of a customer; the newest version replaces the others (compacted topic).
 */
export interface CustomerProfile {
  customerId: Id;
  /**
   * Grows by one with each change.
   */
  version: number;
  currency: Currency;
  /**
   * Bureau score; null when the bureau has none.
   */
  creditScore: number | null;
  income: {
    monthlyNetMinor: AmountMinor;
    verified: boolean;
  };
  employment: {
    status: 'permanent' | 'temporary' | 'self_employed' | 'retired' | 'student' | 'unemployed';
    monthsInJob: number;
  };
  spending: {
    /**
     * Minor units of the currency beside it; at most ISO 8583 field 4 (n12).
     */
    monthlyAverageMinor: number;
    /**
     * Days in overdraft among the last 90.
     */
    overdraftDays90: number;
  };
  /**
   * Instalments and loan payments elsewhere; divided by income: debt-to-income.
   */
  obligations: {
    monthlyMinor: AmountMinor;
  };
  residence: {
    status: 'owner' | 'tenant' | 'with_family' | 'other';
    monthsAtAddress: number;
    country: Country;
    verified: boolean;
  };
  identity: {
    verified: boolean;
    /**
     * Only for the gate at 18 years; adult age is no input.
     */
    birthDate: string;
    ageVerified: boolean;
  };
  creditHistory: {
    months: number;
    missedPayments12m: number;
    defaults: number;
  };
  affordability: {
    /**
     * Minor units of the currency beside it; at most ISO 8583 field 4 (n12).
     */
    essentialExpensesMonthlyMinor: number;
  };
  savings: {
    liquidMinor: AmountMinor;
    investmentsMinor: AmountMinor;
  };
  outstandingCredit: {
    totalMinor: AmountMinor;
    revolvingLimitMinor: AmountMinor;
    revolvingUsedMinor: AmountMinor;
  };
}
/**
 * Word that a purchase was fraud: a chargeback, or the customer said so. Before it nobody knew.
 */
export interface FraudReported {
  reportId: Id;
  authorizationId: Id;
  customerId: Id;
  accountId: Id;
  cardId: Id;
  /**
   * Who said so: the network by a chargeback, or the customer.
   */
  channel: 'chargeback' | 'customer';
  reportedAt: Instant;
}
/**
 * The receipt of a release: held money became purchase power again.
 */
export interface HoldReleased {
  receiptId: Id;
  holdId: Id;
  authorizationId: Id;
  customerId: Id;
  accountId: Id;
  cause: 'declined' | 'timed_out' | 'reversed' | 'expired' | 'cleared_for_less' | 'partly_approved';
  amountMinor: AmountMinor;
  currency: Currency;
  placedAt: Instant;
  releasedAt: Instant;
}
/**
 * A message of a network that belongs to nothing we know: acknowledged, and kept for an operator. Keyed by network.
 */
export interface MessageParked {
  parkedId: Id;
  networkId: Id;
  kind: 'reversal' | 'advice' | 'clearing' | 'refund';
  reason: 'no_original' | 'several_originals' | 'unknown_card' | 'other_currency' | 'not_open';
  stan: string;
  transmittedAt: Instant;
  receivedAt: Instant;
}
/**
 * What a network said after its first request, and what it moved.
 */
export interface MovementBooked {
  movementId: Id;
  authorizationId: Id;
  customerId: Id;
  accountId: Id;
  card: Card;
  networkId: Id;
  kind: 'reversal' | 'completion' | 'clearing' | 'refund' | 'refund_settlement';
  /**
   * The amount as the message stated it; null: all of it.
   */
  statedMinor: AmountMinor | null;
  /**
   * Whether that is what is added or taken, or what the authorization comes to.
   */
  statedAs: 'delta' | 'total';
  currency: Currency;
  releasedMinor: AmountMinor;
  capturedMinor: AmountMinor;
  beyondHoldMinor: AmountMinor;
  addedMinor: AmountMinor;
  repaidMinor: AmountMinor;
  payableMinor: AmountMinor;
  /**
   * The authorization, as this left it.
   */
  state: 'pending' | 'approved' | 'declined' | 'timed_out' | 'verified' | 'reversed' | 'expired' | 'cleared';
  heldMinor: AmountMinor;
  clearedMinor: AmountMinor;
  /**
   * What was unusual, and booked all the same.
   *
   * @maxItems 8
   */
  flags: string[];
  account: AccountAfterMovement;
  bookedAt: Instant;
}
/**
 * The account as the movement left it: available − overdrawn + held + owed = granted; payable is the customer's own.
 */
export interface AccountAfterMovement {
  grantedMinor: AmountMinor;
  availableMinor: AmountMinor;
  overdrawnMinor: AmountMinor;
  heldMinor: AmountMinor;
  owedMinor: AmountMinor;
  payableMinor: AmountMinor;
}
/**
 * How much the customer could spend now: the largest purchase that gates, policy, credit and affordability pass.
 */
export interface PurchasePowerAssessed {
  questionId: Id;
  customerId: Id;
  currency: Currency;
  amountMinor: AmountMinor;
  /**
   * The largest purchase under each plan that carries more than paying at once within the month does.
   *
   * @maxItems 4
   */
  instalments: {
    count: number;
    amountMinor: AmountMinor;
    eachMinor: AmountMinor;
  }[];
  /**
   * Which part stands against one minor unit more; null when all that is available passes.
   */
  class: ('credit' | 'fraud' | 'policy' | 'technical') | null;
  /**
   * What stands against one minor unit more, ranked; empty when all that is available passes.
   *
   * @maxItems 4
   */
  reasons: Reason[];
  /**
   * @maxItems 16
   */
  sources: Source[];
  policyVersion: string;
  /**
   * @maxItems 8
   */
  modelVersions: string[];
  assessedAt: Instant;
}
/**
 * Somebody wants to know how much the customer could spend now.
 */
export interface PurchasePowerRequested {
  questionId: Id;
  customerId: Id;
  accountId: Id;
  currency: Currency;
  account: AccountBalances;
  /**
   * The profile that was current: an assessment never uses an older one.
   */
  profileVersion: number;
  requestedAt: Instant;
  deadlineAt: Instant;
}
