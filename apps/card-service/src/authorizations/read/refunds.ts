import type { ExplainedRefund } from '@mayfly/contracts';
import type { MovementView } from './read-authorization';

/** What a merchant gives back: all that has settled, and what was announced and has not. A settlement ends the oldest announcement of its amount. */
export function refundsOf(
  movements: readonly Pick<MovementView, 'kind' | 'statedMinor' | 'bookedAt'>[],
): ExplainedRefund[] {
  const onTheirWay: number[] = [];
  const settled: ExplainedRefund[] = [];
  for (const { kind, statedMinor, bookedAt } of movements) {
    const amountMinor = statedMinor ?? 0;
    if (kind === 'refund') onTheirWay.push(amountMinor);
    if (kind !== 'refund_settlement') continue;
    settled.push({ amountMinor, settledAt: bookedAt });
    const announced = onTheirWay.indexOf(amountMinor);
    if (announced !== -1) onTheirWay.splice(announced, 1);
  }
  return [...settled, ...onTheirWay.map((amountMinor) => ({ amountMinor, settledAt: null }))];
}
