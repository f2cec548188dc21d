import { formatWithCode, isCurrency } from '@mayfly/money';
import type { Snapshot } from '@mayfly/assessment';
import type { Difference } from './differences';
import type { RunAgain } from './run-again';
import type { StoredDecision } from './stored-decision';

/** A stored decision in lines: what was decided, about what, and why. */
export function decisionLines({ event, snapshot, decisionId, decidedAt }: StoredDecision): string[] {
  const { request } = JSON.parse(snapshot) as Snapshot;
  const { merchant } = request;
  const { credit, fraud } = event.scores;
  const points = event.creditPoints.map(({ characteristic, points: given }) => `${characteristic} ${given}`);
  return [
    `decision ${decisionId} on authorization ${event.authorizationId}`,
    `  decided    ${decidedAt} by ${[event.policyVersion, ...event.modelVersions].join(', ')}`,
    `  purchase   ${amountOf(request.amountMinor, request.currency)} at ${merchant.name} (${merchant.mcc}, ${merchant.country}), requested ${request.requestedAt}`,
    `  outcome    ${outcomeOf(event)}`,
    `  reasons    ${event.reasons.join(', ') || 'none'}`,
    `  scores     credit ${credit ?? 'not scored'}, fraud ${fraud ?? 'not scored'}`,
    `  points     ${points.length === 0 ? 'none' : `${points.join(' + ')} = ${credit ?? ''}`}`,
    `  offers     ${event.alternatives.length} alternatives, ${event.counterfactuals.length} ways to an approval`,
    `  snapshot   ${event.snapshotHash}, ${Buffer.byteLength(snapshot)} bytes`,
  ];
}

/** What came of running it again, in lines. */
export function runAgainLines(run: RunAgain, policyVersion: string): string[] {
  switch (run.result) {
    case 'same':
      return [`✓ run again by ${policyVersion}: the same, byte for byte`];
    case 'differs':
      return [`✗ run again by ${policyVersion}: not the same`, ...run.differences.flatMap(differenceInWords)];
    case 'failed':
      return [`✗ cannot be run again: ${run.because}`];
  }
}

/** `approved`, or `declined (credit)`. */
export function outcomeOf({
  outcome,
  class: part,
}: {
  readonly outcome: string;
  readonly class: string | null;
}): string {
  return part === null ? outcome : `${outcome} (${part})`;
}

/** With the code of its currency; in minor units where the currency is not known here. */
export function amountOf(amountMinor: number | bigint, currency: string): string {
  if (!isCurrency(currency)) return `${amountMinor} minor units of ${currency}`;
  return formatWithCode({ amountMinor: BigInt(amountMinor), currency });
}

function differenceInWords({ path, stored, again }: Difference): string[] {
  return [`    ${path}`, `      stored  ${stored ?? '(nothing)'}`, `      again   ${again ?? '(nothing)'}`];
}
