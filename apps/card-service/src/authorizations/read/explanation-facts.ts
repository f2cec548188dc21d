import type { ExplainedHold, ExplanationFacts } from '@mayfly/contracts';
import type { AuthorizationView } from './read-authorization';

/** What is known of an authorization, in the form in which the reason catalogue explains it. */
export function explanationFactsOf(view: AuthorizationView): ExplanationFacts {
  const { state, reasons, amountMinor, currency, decision } = view;
  return {
    state,
    reasons,
    amountMinor: Number(amountMinor),
    currency,
    hold: explainedHoldOf(view),
    alternatives: decision?.alternatives ?? [],
    counterfactuals: decision?.counterfactuals ?? [],
    sources: decision?.sources ?? [],
    decision: decision === null ? undefined : { ...decision, creditPoints: decision.creditPoints ?? [] },
  };
}

function explainedHoldOf({ hold, receipts, amountMinor }: AuthorizationView): ExplainedHold | undefined {
  if (hold === null) return undefined;
  const receipt = receipts.at(-1);
  return {
    amountMinor: Number(amountMinor),
    placedAt: hold.placedAt.toISOString(),
    releasedAt: receipt?.releasedAt.toISOString() ?? null,
    cause: receipt?.cause ?? null,
    receiptId: receipt?.id ?? null,
  };
}
