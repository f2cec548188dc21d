import fc from 'fast-check';
import { randomFrom } from './random';
import { stratifiedFolds } from './stratified-folds';

const outcomes = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 50, maxLength: 200 });

describe('stratified folds', () => {
  it('hold out every row once, never learn from it, and have the same share of bad outcomes but for one row', () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 2, max: 10 }), fc.nat(), (drawn, count, seed) => {
        const all = Uint8Array.from(drawn);
        const folds = stratifiedFolds(all, count, randomFrom(seed));
        const heldOut = folds.flatMap((fold) => [...fold.heldOut]).sort((one, other) => one - other);
        expect(heldOut).toEqual([...all.keys()]);
        const bads = folds.map((fold) => fold.heldOut.filter((row) => all[row] === 0).length);
        expect(Math.max(...bads) - Math.min(...bads)).toBeLessThanOrEqual(1);
        for (const { training, heldOut: out } of folds) {
          expect(training.length + out.length).toBe(all.length);
          expect(out.filter((row) => training.includes(row))).toHaveLength(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are the same for the same seed, others for another', () => {
    const all = Uint8Array.from({ length: 100 }, (_, row) => (row % 3 === 0 ? 0 : 1));
    const cut = (seed: number): string => JSON.stringify(stratifiedFolds(all, 5, randomFrom(seed)));
    expect(cut(7)).toBe(cut(7));
    expect(cut(7)).not.toBe(cut(8));
  });
});
