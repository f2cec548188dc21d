import { dayMs, settlementDays, StreamingFeatures, terminalHistoryDays } from '@mayfly/fraud-model';
import type { Transaction } from './transactions/transaction';

/** Thrown when a transaction is earlier than the one before it. */
export class NotInTimeOrder extends Error {}

/**
 * Plays transactions, in order of time, through the online features, and lets each fraud be reported seven days after its
 * purchase: a label reaches the features only as a report that has arrived.
 */
export class DelayedLabels {
  private readonly features = new StreamingFeatures();
  private readonly reports: { readonly purchaseId: string; readonly reportedAtMs: number }[] = [];
  private arrived = 0;
  private atMs = -Infinity;
  private forgottenInWeek: number | undefined;

  /** The features of the next transaction, as of its request; later transactions know of it. */
  next(transaction: Transaction): Float32Array {
    this.advanceTo(transaction);
    const features = this.features.featuresAt(transaction);
    this.observe(transaction);
    return features;
  }

  /** As `next`, where nobody asks for the features. */
  pass(transaction: Transaction): void {
    this.advanceTo(transaction);
    this.observe(transaction);
  }

  private advanceTo({ id, atMs }: Transaction): void {
    if (atMs < this.atMs) throw new NotInTimeOrder(`transaction ${id} is earlier than the one before it`);
    this.atMs = atMs;
    this.deliverReports();
    this.forget();
  }

  private observe(transaction: Transaction): void {
    const { id, atMs, fraud } = transaction;
    this.features.observePurchase(transaction);
    if (fraud) this.reports.push({ purchaseId: id, reportedAtMs: atMs + settlementDays * dayMs });
  }

  /** Once in a while, because it goes through all histories. */
  private forget(): void {
    const week = Math.floor(this.atMs / (7 * dayMs));
    if (week === this.forgottenInWeek) return;
    this.forgottenInWeek = week;
    this.features.forgetBefore(this.atMs - terminalHistoryDays * dayMs);
  }

  private deliverReports(): void {
    for (;;) {
      const report = this.reports[this.arrived];
      if (report === undefined || report.reportedAtMs > this.atMs) return;
      this.features.reportFraud(report);
      this.arrived++;
    }
  }
}
