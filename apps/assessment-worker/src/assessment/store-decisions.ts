import type { DecisionRecord } from '@mayfly/assessment';
import type { AuthorizationDecided } from '@mayfly/contracts';
import { loadStatement, type Executor } from '@mayfly/postgres';

const store = loadStatement(__dirname, 'store-decisions.sql');

/**
 * Stores decisions, at most one for each authorization, together with the purchases as facts. Gives the decision that is
 * stored now for each, in order: of a request that was decided before, the earlier one. Running it again is harmless.
 */
export async function storeDecisions(
  executor: Executor,
  records: readonly DecisionRecord[],
): Promise<AuthorizationDecided[]> {
  const rows = await store.rows<{ readonly kept_event: AuthorizationDecided | null }>(executor, [
    records.map(({ event }) => event.authorizationId),
    records.map(({ event }) => event.decisionId),
    records.map(({ event }) => event.customerId),
    asLines(records.map(({ event }) => JSON.stringify(event))),
    asLines(records.map(({ snapshot }) => snapshot)),
    records.map(({ event }) => event.snapshotHash),
    records.map(({ event }) => event.decidedAt),
    records.map(({ request }) => request.card.cardId),
    records.map(({ request }) => request.amountMinor),
    records.map(({ request }) => request.currency),
    records.map(({ request }) => request.merchant.id),
    records.map(({ request }) => request.merchant.mcc),
    records.map(({ request }) => request.merchant.country),
    records.map(({ request }) => request.entryMode),
    records.map(({ request }) => request.requestedAt),
  ]);
  return records.map(({ event }, position) => rows[position]?.kept_event ?? event);
}

/** JSON without spaces holds no line break. */
function asLines(texts: readonly string[]): string {
  return texts.join('\n');
}
