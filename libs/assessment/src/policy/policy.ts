import type { FraudBaseline, FraudTrees } from '@mayfly/fraud-model';
import type { Scorecard } from '@mayfly/scorecard';
import type { Limits } from '../rules/limits';

/** How the assessment decides: the limits of the rules, both models, and where they are cut off. Never changed under its version. */
export interface Policy {
  readonly version: string;
  readonly limits: Limits;
  readonly credit: CreditModel;
  readonly fraud: FraudModel;
}

/** The scorecard, and the fewest points that pass. */
export interface CreditModel {
  readonly version: string;
  readonly scorecard: Scorecard;
  readonly leastScore: number;
}

/**
 * From when on reports of fraud speak against a merchant. In the training world one report at a terminal means that all is fraud
 * there; a shop with many customers must not be closed to all by the word of one, or by a share that is ordinary.
 */
export interface MerchantReports {
  /** Different customers who reported, within the history that is kept of a merchant. */
  readonly leastCustomers: number;
  /** Those customers in percent of the merchant's purchases of 30 days. */
  readonly leastPercentOfPurchases: number;
}

/** The trees, and from which probability on a purchase is stopped. */
export interface FraudModel {
  readonly version: string;
  readonly trees: FraudTrees;
  readonly threshold: number;
  /**
   * How many of the training world's units a customer's whole purchase power is. There, customers spend 5 to 100 units at a
   * time and whatever is above 220 is fraud: with 100, no amount that an account can hold is fraud for its size alone.
   */
  readonly grantedUnits: number;
  readonly merchantReports: MerchantReports;
  /** What its scores and features are compared with, to see drift; it decides nothing. */
  readonly baseline: FraudBaseline;
}
