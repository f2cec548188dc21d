import fc from 'fast-check';
import type { Direction } from '@mayfly/scorecard';
import { bestClasses, type ClassRules } from './best-classes';

const bins = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), {
  minLength: 1,
  maxLength: 9,
});
const direction = fc.constantFrom<Direction | null>('asc', 'desc', null);

interface Joined {
  readonly goods: number;
  readonly bads: number;
}

function* everyWayToJoin(bins: number): Generator<number[]> {
  for (let cuts = 0; cuts < 2 ** (bins - 1); cuts += 1) {
    yield [
      ...Array.from({ length: bins - 1 }, (_, at) => at + 1).filter((at) => (cuts >> (at - 1)) & 1),
      bins,
    ];
  }
}

function join(counts: readonly (readonly [number, number])[], ends: readonly number[]): Joined[] {
  return ends.map((end, index) => {
    const part = counts.slice(ends[index - 1] ?? 0, end);
    return {
      goods: part.reduce((sum, [good]) => sum + good, 0),
      bads: part.reduce((sum, [, bad]) => sum + bad, 0),
    };
  });
}

function worthOf(classes: readonly Joined[], { leastRows, priceOfClass, direction }: ClassRules): number {
  const share = ({ goods, bads }: Joined): number => bads / (goods + bads);
  if (classes.some(({ goods, bads }) => goods + bads < leastRows)) return -Infinity;
  const steps = classes.slice(1).map((joined, index) => share(joined) - share(classes[index] ?? joined));
  if (direction === 'asc' && steps.some((step) => step < 0)) return -Infinity;
  if (direction === 'desc' && steps.some((step) => step > 0)) return -Infinity;
  const term = (part: number, all: number): number => (part === 0 ? 0 : part * Math.log(part / all));
  return classes.reduce(
    (sum, { goods, bads }) => sum + term(goods, goods + bads) + term(bads, goods + bads) - priceOfClass,
    0,
  );
}

describe('the best coarse classes', () => {
  it('are as good as the best of all ways to join the bins, tried one by one', () => {
    fc.assert(
      fc.property(bins, direction, fc.integer({ min: 1, max: 20 }), (counts, asked, leastRows) => {
        const rules = { leastRows, priceOfClass: 1, direction: asked };
        const found = bestClasses(
          counts.map(([good]) => good),
          counts.map(([, bad]) => bad),
          rules,
        );
        const worths = [...everyWayToJoin(counts.length)].map((ends) => worthOf(join(counts, ends), rules));
        const best = Math.max(...worths);
        if (best === -Infinity) expect(found.ends).toEqual([counts.length]);
        else expect(worthOf(join(counts, found.ends), rules)).toBeCloseTo(best, 9);
      }),
    );
  });

  it('stay one class where the outcome does not depend on the value', () => {
    const same = { leastRows: 5, priceOfClass: 2, direction: null };
    expect(bestClasses([90, 91, 89, 90], [10, 9, 11, 10], same).ends).toEqual([4]);
  });
});
