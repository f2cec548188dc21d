import type { ExplanationFacts } from './explanation';
import { momentInWords, moneyInWords } from './plain-words';

/** What the merchant gives back: on its way it is no purchase power yet; settled it is. */
export function refundsInWords({
  refunds,
  currency,
}: Pick<ExplanationFacts, 'refunds' | 'currency'>): string[] {
  return refunds.map(({ amountMinor, settledAt }) => {
    const amount = moneyInWords(amountMinor, currency);
    return settledAt === null
      ? `The shop has announced to give ${amount} back. It is on its way: it counts as yours once the shop's bank has sent it, usually within 10 days.`
      : `The shop gave ${amount} back: ${momentInWords(settledAt)}. What you owed for the purchase is less by it; what goes beyond is yours, and we pay it out to you.`;
  });
}
