import { dayMs, type FraudTrees } from '@mayfly/fraud-model';
import { DelayedLabels } from '../delayed-labels';
import type { Transaction } from '../transactions/transaction';
import type { ScoredTransaction } from './scored-transaction';

/** Scores transactions one at a time, each with what was known when it was requested. */
export class Scorer {
  private readonly labels = new DelayedLabels();

  constructor(private readonly trees: FraudTrees) {}

  /** The score of the next transaction in order of time. */
  score(transaction: Transaction): ScoredTransaction {
    const features = this.labels.next(transaction);
    return scored(transaction, this.trees.probability(features));
  }

  /** Lets later transactions know of this one, without a score for it. */
  pass(transaction: Transaction): void {
    this.labels.pass(transaction);
  }
}

function scored({ atMs, customerId, fraud }: Transaction, score: number): ScoredTransaction {
  return { day: Math.floor(atMs / dayMs), customerId, fraud, score };
}
