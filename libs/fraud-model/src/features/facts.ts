/**
 * What the features of one request at instant t need to know. All are functions of sets of purchases and reports, with
 * whole numbers only, so that PostgreSQL and this library count the same whatever the order of arrival.
 *
 * A purchase belongs to the history of t when its `atMs` < t: purchases at the very same instant do not see each other.
 * A report is known at t when its `reportedAtMs` <= t. A window of w days is t − w ≤ at < t unless it says otherwise.
 *
 * Histories are bounded, so that a terminal with a million purchases costs no more than another: of the customer's history
 * at most `mostCustomerPurchases` count, the latest; of the terminal's at most `mostRecentPurchases` of the last seven days
 * and `mostSettledPurchases` before. Where there are more, the history begins after the instant of the one too many.
 */
export interface FeatureFacts {
  readonly customer: CustomerFacts;
  readonly terminal: TerminalFacts;
}

/** Numbers over the last 1, 7 and 30 days, in this order. */
export type ByWindow = readonly [number, number, number];

/** The customer's purchases in the 60 days before t. */
export interface CustomerFacts {
  readonly counts: ByWindow;
  readonly sumsMinor: ByWindow;
  /** Over all 60 days. */
  readonly count: number;
  readonly sumMinor: number;
  /** Sum of amount², each amount at most `largestSquaredMinor`. */
  readonly sumSquaresMinor: number;
  /** `percentile_disc(0.5)` of the amounts; undefined without purchases. */
  readonly medianMinor: number | undefined;
  /** Largest amount of a purchase not known as fraud at t; undefined without one. */
  readonly largestGoodMinor: number | undefined;
  readonly firstAtMs: number | undefined;
  readonly lastAtMs: number | undefined;
  /** Purchases at the terminal of the request. */
  readonly countHere: number;
  /** Purchases of the last 14 days with 2 × amount > 5 × median. */
  readonly outliers: number;
  /** Purchases known as fraud at t. */
  readonly reported: number;
  /** The instant of the latest purchase known as fraud at t (not of its report). */
  readonly lastReportedPurchaseAtMs: number | undefined;
}

/** Purchases at the terminal in the 67 days before t. Settled: at ≤ t − 7 d, so that a report would have arrived. */
export interface TerminalFacts {
  readonly counts: ByWindow;
  /** Over the last 30 days. */
  readonly sumMinor: number;
  /** Settled purchases with t − 7 d − w < at ≤ t − 7 d. */
  readonly settled: ByWindow;
  /** Those of `settled` known as fraud at t. */
  readonly settledReported: ByWindow;
  /** The latest settled purchase that is not known as fraud. */
  readonly lastGoodAtMs: number | undefined;
  /** Purchases known as fraud that came after `lastGoodAtMs` (all known ones, where there is no good one): the run. */
  readonly runCount: number;
  readonly runSumMinor: number;
  readonly runFirstAtMs: number | undefined;
  /** The latest purchase known as fraud at t. */
  readonly lastReportedPurchaseAtMs: number | undefined;
  /** Settled good purchases after `lastReportedPurchaseAtMs`; 0 where nothing was reported. */
  readonly goodSinceReported: number;
  /** Different customers among the purchases known as fraud. */
  readonly reportedCustomers: number;
}
