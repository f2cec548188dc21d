/** Scores and outcomes of the same cases, position by position. */
export interface ScoredCases {
  readonly scores: readonly number[];
  readonly frauds: readonly boolean[];
}

/** Area under the ROC curve: how often a fraud scores above a good case, ties counting half. NaN when either is missing. */
export function areaUnderCurve(cases: ScoredCases): number {
  let frauds = 0;
  let goods = 0;
  let concordant = 0;
  for (const group of groupsByScore(cases)) {
    // Groups come from the highest score down: every fraud so far is above the good cases of this group.
    concordant += group.goods * (frauds + group.frauds / 2);
    frauds += group.frauds;
    goods += group.goods;
  }
  return concordant / (frauds * goods);
}

/** Average precision: the precision at each threshold weighted by the recall it adds. NaN when there is no fraud. */
export function averagePrecision(cases: ScoredCases): number {
  let frauds = 0;
  let seen = 0;
  let sum = 0;
  for (const group of groupsByScore(cases)) {
    frauds += group.frauds;
    seen += group.frauds + group.goods;
    sum += group.frauds * (frauds / seen);
  }
  return sum / frauds;
}

function* groupsByScore({ scores, frauds }: ScoredCases): Generator<{ frauds: number; goods: number }> {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  let group = { frauds: 0, goods: 0 };
  for (const [position, i] of order.entries()) {
    if (frauds[i] === true) group.frauds++;
    else group.goods++;
    const next = order[position + 1];
    if (next !== undefined && scores[next] === scores[i]) continue;
    yield group;
    group = { frauds: 0, goods: 0 };
  }
}
