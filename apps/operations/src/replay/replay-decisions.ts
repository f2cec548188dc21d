import type { Policy } from '@mayfly/assessment';
import { runAgain, type RunAgain } from './run-again';
import type { StoredDecision } from './stored-decision';

/** What came of running many decisions again. */
export interface ReplayTotals {
  same: number;
  differing: number;
  failed: number;
  readonly byVersion: Map<string, number>;
  readonly byOutcome: Map<string, number>;
}

/**
 * Runs every decision again, page by page.
 *
 * @param onTrouble hears of each that is not the same, at once
 */
export async function replayDecisions(
  pages: AsyncIterable<readonly StoredDecision[]>,
  policies: ReadonlyMap<string, Policy>,
  onTrouble: (stored: StoredDecision, run: RunAgain) => void,
): Promise<ReplayTotals> {
  const totals: ReplayTotals = {
    same: 0,
    differing: 0,
    failed: 0,
    byVersion: new Map(),
    byOutcome: new Map(),
  };
  for await (const page of pages) {
    for (const stored of page) {
      const run = runAgain(stored, policies);
      count(totals, stored, run);
      if (run.result !== 'same') onTrouble(stored, run);
    }
  }
  return totals;
}

function count(totals: ReplayTotals, { event }: StoredDecision, { result }: RunAgain): void {
  if (result === 'same') totals.same += 1;
  else if (result === 'differs') totals.differing += 1;
  else totals.failed += 1;
  add(totals.byVersion, event.policyVersion);
  add(totals.byOutcome, event.class ?? event.outcome);
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
