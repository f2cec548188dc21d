import type { ExplainedHold, ExplanationFacts } from '@mayfly/contracts';
import type { AuthorizationView } from './read-authorization';
import { refundsOf } from './refunds';

/** What is known of an authorization, in the form in which the reason catalogue explains it. */
export function explanationFactsOf(view: AuthorizationView): ExplanationFacts {
  const { kind, state, reasons, approvedMinor, currency, flags, decision } = view;
  return {
    kind,
    state,
    reasons,
    amountMinor: Number(kind === 'increment' ? view.assessedMinor : view.amountMinor),
    approvedMinor: approvedMinor === null ? null : Number(approvedMinor),
    clearedMinor: Number(view.clearedMinor),
    refunds: refundsOf(view.movements),
    flags,
    currency,
    hold: explainedHoldOf(view),
    alternatives: decision?.alternatives ?? [],
    counterfactuals: decision?.counterfactuals ?? [],
    sources: decision?.sources ?? [],
    decision: decision === null ? undefined : { ...decision, creditPoints: decision.creditPoints ?? [] },
  };
}

function explainedHoldOf({ hold, receipts }: AuthorizationView): ExplainedHold | undefined {
  if (hold === null) return undefined;
  return {
    amountMinor: Number(hold.amountMinor),
    heldMinor: Number(hold.heldMinor),
    placedAt: hold.placedAt.toISOString(),
    releases: receipts.map(({ id, amountMinor, cause, releasedAt }) => ({
      amountMinor: Number(amountMinor),
      cause,
      releasedAt: releasedAt.toISOString(),
      receiptId: id,
    })),
  };
}
