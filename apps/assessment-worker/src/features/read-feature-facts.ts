import { purchaseOf } from '@mayfly/assessment';
import type { AuthorizationRequested } from '@mayfly/contracts';
import {
  mostCustomerPurchases,
  mostRecentPurchases,
  mostSettledPurchases,
  type FeatureFacts,
  type Purchase,
} from '@mayfly/fraud-model';
import { loadStatement, type Executor } from '@mayfly/postgres';
import { factsOfBatch, type StoredHistories } from './facts-of-batch';

const readHistories = loadStatement(__dirname, 'read-feature-facts.sql');

interface HistoriesRow {
  readonly is_stored: boolean;
  readonly reported_at_ms: number | null;
  readonly customer_purchases: Buffer | null;
  readonly customer_marked: Buffer | null;
  readonly customer_marked_here: readonly boolean[] | null;
  readonly recent_purchases: Buffer | null;
  readonly recent_marked: Buffer | null;
  readonly recent_marked_customers: readonly string[] | null;
  readonly settled_purchases: Buffer | null;
  readonly settled_marked: Buffer | null;
  readonly settled_marked_customers: readonly string[] | null;
}

/**
 * Reads the facts of all requests in one statement; one answer for each, in their order. They are functions of the set of
 * purchases and reports that are stored or in the batch, so that duplicates, disorder and replay do not change them.
 */
export async function readFeatureFacts(
  executor: Executor,
  requests: readonly AuthorizationRequested[],
): Promise<FeatureFacts[]> {
  const purchases = requests.map(purchaseOf);
  const rows = await readHistories.rows<HistoriesRow>(executor, [
    purchases.map(({ id }) => id),
    purchases.map(({ customerId }) => customerId),
    requests.map(({ merchant }) => merchant.id),
    requests.map(({ currency }) => currency),
    purchases.map(({ atMs }) => atMs),
    mostCustomerPurchases,
    mostRecentPurchases,
    mostSettledPurchases,
  ]);
  const batch = purchases.flatMap((request, position) => {
    const row = rows[position];
    return row === undefined ? [] : [storedHistories(request, row)];
  });
  return factsOfBatch(batch);
}

function storedHistories(request: Purchase, row: HistoriesRow): StoredHistories {
  return {
    request,
    isStored: row.is_stored,
    reportedAtMs: row.reported_at_ms ?? Infinity,
    customer: {
      purchases: row.customer_purchases,
      marked: row.customer_marked,
      markedBy: row.customer_marked_here,
    },
    recent: {
      purchases: row.recent_purchases,
      marked: row.recent_marked,
      markedBy: row.recent_marked_customers,
    },
    settled: {
      purchases: row.settled_purchases,
      marked: row.settled_marked,
      markedBy: row.settled_marked_customers,
    },
  };
}
