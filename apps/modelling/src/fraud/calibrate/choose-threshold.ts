import type { ScoredTransaction } from '../backtest/scored-transaction';

/** What wrong decisions cost, each on average, in any one unit of money. */
export interface Costs {
  readonly fraudPassed: number;
  readonly goodRefused: number;
}

/** A threshold and what it leads to on the transactions it was chosen on. A score at or above it is refused. */
export interface Threshold {
  readonly threshold: number;
  readonly fraudsRefused: number;
  readonly fraudsPassed: number;
  readonly goodRefused: number;
  readonly goodPassed: number;
  readonly cost: number;
}

type Case = Pick<ScoredTransaction, 'score' | 'fraud'>;

/** The threshold with the lowest cost, of equal ones the one that refuses least; above 1 where refusing never pays. */
export function chooseThreshold(cases: readonly Case[], costs: Costs): Threshold {
  const descending = [...cases].sort((one, other) => other.score - one.score);
  const frauds = cases.filter(({ fraud }) => fraud).length;
  let best = outcomeOf(Number.MAX_VALUE, { frauds: 0, goods: 0 }, frauds, cases.length, costs);
  const refused = { frauds: 0, goods: 0 };
  for (const [position, { score, fraud }] of descending.entries()) {
    if (fraud) refused.frauds++;
    else refused.goods++;
    if (descending[position + 1]?.score === score) continue;
    const outcome = outcomeOf(score, refused, frauds, cases.length, costs);
    if (outcome.cost < best.cost) best = outcome;
  }
  return best;
}

function outcomeOf(
  threshold: number,
  refused: { readonly frauds: number; readonly goods: number },
  frauds: number,
  cases: number,
  { fraudPassed, goodRefused }: Costs,
): Threshold {
  const fraudsPassed = frauds - refused.frauds;
  return {
    threshold,
    fraudsRefused: refused.frauds,
    fraudsPassed,
    goodRefused: refused.goods,
    goodPassed: cases - frauds - refused.goods,
    cost: fraudsPassed * fraudPassed + refused.goods * goodRefused,
  };
}
