/** A transaction with the score it got when it was requested. */
export interface ScoredTransaction {
  /** UTC day, as a count of days. */
  readonly day: number;
  readonly customerId: string;
  readonly score: number;
  readonly fraud: boolean;
}
