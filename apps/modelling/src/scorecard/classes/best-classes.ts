import type { Direction } from '@mayfly/scorecard';

/** What the classes have to respect. */
export interface ClassRules {
  /** No class has fewer rows. */
  readonly leastRows: number;
  /** Log-likelihood that a class has to bring to be worth having. */
  readonly priceOfClass: number;
  /** How the share of bad outcomes has to run; null: as it likes. */
  readonly direction: Direction | null;
}

/** Adjacent bins joined to classes. */
export interface BestClasses {
  /** Of each class, one past its last bin. */
  readonly ends: readonly number[];
  /** Log-likelihood less the price of the classes. */
  readonly worth: number;
}

/**
 * Joins adjacent bins to the classes that describe the outcomes best: the maximum of the binomial log-likelihood less a price for
 * each class, over all ways to join them that respect the rules. Exact, by dynamic programming over (last class, rest).
 */
export function bestClasses(
  goods: ArrayLike<number>,
  bads: ArrayLike<number>,
  { leastRows, priceOfClass, direction }: ClassRules,
): BestClasses {
  const bins = goods.length;
  const goodsBefore = runningSum(goods);
  const badsBefore = runningSum(bads);
  // At [start * width + end]: the best worth of all classes up to `end`, the last of them being start..end.
  const width = bins + 1;
  const worth = new Float64Array(width * width).fill(-Infinity);
  const startBefore = new Int32Array(width * width).fill(-1);
  const badShare = (start: number, end: number): number => {
    const bad = at(badsBefore, end) - at(badsBefore, start);
    return bad / (bad + at(goodsBefore, end) - at(goodsBefore, start));
  };
  const fits = (before: number, after: number): boolean =>
    direction === null || (direction === 'asc' ? before <= after : before >= after);

  for (let end = 1; end <= bins; end += 1) {
    for (let start = 0; start < end; start += 1) {
      const good = at(goodsBefore, end) - at(goodsBefore, start);
      const bad = at(badsBefore, end) - at(badsBefore, start);
      if (good + bad < leastRows) continue;
      const alone = likelihood(good, bad) - priceOfClass;
      if (start === 0) {
        worth[end] = alone;
        continue;
      }
      const share = bad / (good + bad);
      for (let previous = 0; previous < start; previous += 1) {
        const together = at(worth, previous * width + start) + alone;
        if (together > at(worth, start * width + end) && fits(badShare(previous, start), share)) {
          worth[start * width + end] = together;
          startBefore[start * width + end] = previous;
        }
      }
    }
  }
  return traceBack(worth, startBefore, bins);
}

function traceBack(worth: Float64Array, startBefore: Int32Array, bins: number): BestClasses {
  const width = bins + 1;
  let start = 0;
  for (let candidate = 1; candidate < bins; candidate += 1) {
    if (at(worth, candidate * width + bins) > at(worth, start * width + bins)) start = candidate;
  }
  const best = at(worth, start * width + bins);
  // Too few rows for one class of the least size: everything is one class.
  if (best === -Infinity) return { ends: [bins], worth: -Infinity };
  const ends = [bins];
  let end = bins;
  while (start > 0) {
    ends.unshift(start);
    const before = at(startBefore, start * width + end);
    end = start;
    start = before;
  }
  return { ends, worth: best };
}

function likelihood(good: number, bad: number): number {
  const all = good + bad;
  return (good === 0 ? 0 : good * Math.log(good / all)) + (bad === 0 ? 0 : bad * Math.log(bad / all));
}

function runningSum(counts: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(counts.length + 1);
  for (let bin = 0; bin < counts.length; bin += 1) sums[bin + 1] = at(sums, bin) + at(counts, bin);
  return sums;
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? NaN;
}
