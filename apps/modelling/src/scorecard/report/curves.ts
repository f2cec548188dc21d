import { probabilityOfBad, type Scale, type ScoreCount } from '@mayfly/scorecard';

/** Shares of good and of bad applicants below a score. */
export interface CumulativePoint {
  readonly score: number;
  readonly goods: number;
  readonly bads: number;
}

/** The two curves between which the KS distance lies; drawn against each other they are the ROC curve. */
export function cumulative(counts: readonly ScoreCount[]): CumulativePoint[] {
  const all = totals(counts);
  const points: CumulativePoint[] = [];
  let [goods, bads] = [0, 0];
  for (const count of counts) {
    points.push({ score: count.score, goods: goods / all.goods, bads: bads / all.bads });
    goods += count.goods;
    bads += count.bads;
  }
  points.push({ score: (counts.at(-1)?.score ?? 0) + 1, goods: 1, bads: 1 });
  return points;
}

/** Where the curves of {@link cumulative} are furthest apart. */
export function widest(points: readonly CumulativePoint[]): CumulativePoint {
  return points.reduce((one, other) => (other.bads - other.goods > one.bads - one.goods ? other : one));
}

/** Applicants of about a tenth: what was stated, what came true, and the range in which chance would leave it. */
export interface CalibrationPoint {
  readonly stated: number;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  readonly applicants: number;
}

/** Cuts applicants by score into tenths and compares probabilities with outcomes. */
export function calibration(counts: readonly ScoreCount[], scale: Scale): CalibrationPoint[] {
  const { goods, bads } = totals(counts);
  const tenth = (goods + bads) / 10;
  const points: CalibrationPoint[] = [];
  let group = { applicants: 0, bads: 0, stated: 0 };
  counts.forEach((count, index) => {
    const applicants = count.goods + count.bads;
    group = {
      applicants: group.applicants + applicants,
      bads: group.bads + count.bads,
      stated: group.stated + applicants * probabilityOfBad(count.score, scale),
    };
    if (group.applicants < tenth && index < counts.length - 1) return;
    const observed = group.bads / group.applicants;
    const chance = 1.96 * Math.sqrt((observed * (1 - observed)) / group.applicants);
    points.push({
      stated: group.stated / group.applicants,
      observed,
      low: Math.max(0, observed - chance),
      high: Math.min(1, observed + chance),
      applicants: group.applicants,
    });
    group = { applicants: 0, bads: 0, stated: 0 };
  });
  return points;
}

/** Share of each outcome's applicants by band of 10 points. */
export interface DistributionBar {
  readonly from: number;
  readonly to: number;
  readonly outcome: 'good' | 'bad';
  readonly share: number;
}

/** How the scores of good and of bad applicants are spread. */
export function distribution(counts: readonly ScoreCount[]): DistributionBar[] {
  const width = 10;
  const all = totals(counts);
  const byBand = new Map<number, { goods: number; bads: number }>();
  for (const { score, goods, bads } of counts) {
    const from = Math.floor(score / width) * width;
    const band = byBand.get(from) ?? { goods: 0, bads: 0 };
    byBand.set(from, { goods: band.goods + goods, bads: band.bads + bads });
  }
  return [...byBand].flatMap(([from, { goods, bads }]) => [
    { from, to: from + width, outcome: 'good' as const, share: goods / all.goods },
    { from, to: from + width, outcome: 'bad' as const, share: bads / all.bads },
  ]);
}

function totals(counts: readonly ScoreCount[]): { goods: number; bads: number } {
  return counts.reduce((sum, { goods, bads }) => ({ goods: sum.goods + goods, bads: sum.bads + bads }), {
    goods: 0,
    bads: 0,
  });
}
