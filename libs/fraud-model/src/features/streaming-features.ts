import { customerFacts } from './customer-facts';
import type { FeatureFacts } from './facts';
import { featureVector, handbookUnitMinor } from './feature-vector';
import { History } from './history';
import type { FraudReport, Purchase } from './purchase';
import { terminalFacts } from './terminal-facts';

/** Of customers and terminals that have no purchases. */
const nothing = new History(-1);

/**
 * Keeps what fraud features need while purchases and reports stream by. Its state is a set of purchases and a set of reports:
 * observing is commutative and may be repeated, so duplicates, disorder and replay leave the features as they are. It is
 * the in-memory twin of the tables that PostgreSQL keeps.
 */
export class StreamingFeatures {
  private readonly customers = new Map<string, History>();
  private readonly terminals = new Map<string, History>();
  private readonly purchases = new Map<string, Purchase>();
  private numbered = 0;
  /** Reports of purchases that have not been seen yet, by purchase: the instant of the first one. */
  private readonly early = new Map<string, number>();

  /** Takes a purchase into the history of its customer and its terminal. */
  observePurchase(purchase: Purchase): void {
    const { id, customerId, terminalId } = purchase;
    if (this.purchases.has(id)) return;
    this.purchases.set(id, purchase);
    const reportedAtMs = this.early.get(id) ?? Infinity;
    this.early.delete(id);
    const customer = this.historyOf(this.customers, customerId);
    const terminal = this.historyOf(this.terminals, terminalId);
    customer.add(purchase, terminal.number, reportedAtMs);
    terminal.add(purchase, customer.number, reportedAtMs);
  }

  /** Takes a report of fraud; of several reports of a purchase the first counts. */
  reportFraud({ purchaseId, reportedAtMs }: FraudReport): void {
    const purchase = this.purchases.get(purchaseId);
    if (purchase === undefined) {
      this.early.set(purchaseId, Math.min(reportedAtMs, this.early.get(purchaseId) ?? Infinity));
      return;
    }
    const { atMs, id, customerId, terminalId } = purchase;
    this.customers.get(customerId)?.report(atMs, id, reportedAtMs);
    this.terminals.get(terminalId)?.report(atMs, id, reportedAtMs);
  }

  /** What was known at the instant of the request; the request itself need not, but may, have been observed. */
  factsAt({ customerId, terminalId, atMs }: Purchase): FeatureFacts {
    const customer = this.customers.get(customerId) ?? nothing;
    const terminal = this.terminals.get(terminalId) ?? nothing;
    return {
      customer: customerFacts(customer, atMs, terminal.number),
      terminal: terminalFacts({ recent: terminal, settled: terminal }, atMs),
    };
  }

  /** The features of the request, in the order of `featureNames`; amounts have two decimals, as the handbook's. */
  featuresAt(request: Purchase): Float32Array {
    return featureVector(request, this.factsAt(request), handbookUnitMinor);
  }

  /** Drops purchases before the instant, and the reports that still wait for them; bounds the memory of a long stream. */
  forgetBefore(instantMs: number): void {
    for (const histories of [this.customers, this.terminals]) {
      for (const [id, history] of histories) {
        for (const purchaseId of history.forgetBefore(instantMs)) this.purchases.delete(purchaseId);
        if (history.atMs.length === 0) histories.delete(id);
      }
    }
    for (const [id, reportedAtMs] of this.early) if (reportedAtMs < instantMs) this.early.delete(id);
  }

  private historyOf(histories: Map<string, History>, id: string): History {
    const history = histories.get(id);
    if (history !== undefined) return history;
    const empty = new History(this.numbered++);
    histories.set(id, empty);
    return empty;
  }
}
