import type { ScoredTransaction } from './scored-transaction';

/** How many cards investigators can look at in a day. */
export const cardsPerDay = 100;

/**
 * Card precision at 100, averaged over the days: of the 100 cards with the highest score of the day, the share that was
 * used in fraud that day. A card that was found is not looked at again. Days: each the transactions of one day.
 */
export function cardPrecision(days: Iterable<readonly ScoredTransaction[]>): number {
  const found = new Set<string>();
  let sum = 0;
  let count = 0;
  for (const day of days) {
    const compromised = mostSuspect(day, found).filter(({ fraud }) => fraud);
    for (const { customerId } of compromised) found.add(customerId);
    sum += compromised.length / cardsPerDay;
    count++;
  }
  return sum / count;
}

interface Card {
  readonly customerId: string;
  score: number;
  fraud: boolean;
}

function mostSuspect(transactions: readonly ScoredTransaction[], found: ReadonlySet<string>): Card[] {
  const cards = new Map<string, Card>();
  for (const { customerId, score, fraud } of transactions) {
    if (found.has(customerId)) continue;
    const card = cards.get(customerId) ?? { customerId, score, fraud };
    card.score = Math.max(card.score, score);
    card.fraud ||= fraud;
    cards.set(customerId, card);
  }
  return [...cards.values()].sort((one, other) => other.score - one.score).slice(0, cardsPerDay);
}
