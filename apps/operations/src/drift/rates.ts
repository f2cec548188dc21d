import type { AuthorizationDecided } from '@mayfly/contracts';

/** How decisions came out: counts of approvals, of declines by class, and of reasons. */
export class Rates {
  decisions = 0;
  readonly byOutcome = new Map<string, number>();
  /** A decline counts for each of its reasons. */
  readonly byReason = new Map<string, number>();

  add({ outcome, class: part, reasons }: AuthorizationDecided): void {
    this.decisions += 1;
    increment(this.byOutcome, part === null ? outcome : `${outcome}, ${part}`);
    for (const reason of reasons) increment(this.byReason, reason);
  }
}

function increment(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
