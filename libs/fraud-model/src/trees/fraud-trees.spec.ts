import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { featureNames } from '../features/feature-vector';
import { FraudTrees } from './fraud-trees';
import { NotAFraudModel } from './saved-model';

const folder = join(__dirname, '../../../../models/fraud');
const version = '2026-11-22';

/** One split on `amount` at 10 with a split on `age` below it; a missing amount goes right, a missing age left. */
const small = {
  learner: {
    feature_names: ['amount', 'age'],
    learner_model_param: { base_score: '5E-1' },
    objective: { name: 'binary:logistic' },
    gradient_booster: {
      model: {
        trees: [
          {
            left_children: [1, -1, 3, -1, -1],
            right_children: [2, -1, 4, -1, -1],
            split_indices: [0, 0, 1, 0, 0],
            split_conditions: [10, -1, 2.5, 0.5, 2],
            default_left: [0, 0, 1, 0, 0],
            sum_hessian: [8, 4, 4, 3, 1],
          },
        ],
      },
    },
  },
};

describe('a tree that asks for the amount, then for the age', () => {
  const trees = new FraudTrees(small, ['amount', 'age']);

  test.each([
    ['a small amount', [9.99, 7], -1],
    ['an amount at the threshold, which goes right', [10, 1], 0.5],
    ['a large amount and age', [11, 3], 2],
    ['a missing amount, which goes right', [NaN, 3], 2],
    ['a missing age, which goes left', [11, NaN], 0.5],
  ])('%s', (_, features, margin) => {
    expect(trees.margin(Float32Array.from(features))).toBe(margin);
  });

  test('each feature is credited with what its answers changed', () => {
    // The means: below the age (3 × 0.5 + 2) / 4 = 0.875, of all (4 × −1 + 4 × 0.875) / 8 = −0.0625.
    expect(trees.expectedMargin).toBeCloseTo(-0.0625, 12);
    expect([...trees.attributions(Float32Array.of(11, 3))]).toEqual([0.9375, 1.125]);
    expect([...trees.attributions(Float32Array.of(1, 3))]).toEqual([-0.9375, 0]);
  });
});

describe('10,000 rows that XGBoost itself has scored', () => {
  const rows = 10_000;
  const attributed = 200;
  const width = featureNames.length;
  const content = gunzipSync(readFileSync(join(folder, `${version}.parity.gz`)));
  const numbers = new Float32Array(new Uint8Array(content).buffer);
  const part = (from: number, length: number): Float32Array => numbers.subarray(from, from + length);
  const features = Array.from({ length: rows }, (_, row) => part(row * width, width));
  const margins = part(rows * width, rows);
  const probabilities = part(rows * (width + 1), rows);
  const contributions = part(rows * (width + 2), attributed * (width + 1));
  const trees = new FraudTrees(
    JSON.parse(readFileSync(join(folder, `${version}.json`), 'utf8')),
    featureNames,
  );

  test('margins are equal to the last bit', () => {
    expect(Float32Array.from(features, (row) => trees.margin(row))).toEqual(margins);
  });

  test('probabilities are equal to the last bit', () => {
    expect(Float32Array.from(features, (row) => trees.probability(row))).toEqual(probabilities);
  });

  test('none between two rows is above the highest probability between them, and of one row it is its own', () => {
    for (const [row, vector] of features.slice(0, 300).entries()) {
      expect(trees.highestProbability(vector, vector)).toBe(probabilities[row]);
      const other = features[row + 1] ?? vector;
      // What is unknown of one row only has no place between the two.
      const apart = other.map((value, feature) =>
        Number.isNaN(value) === Number.isNaN(vector[feature] ?? NaN) ? value : (vector[feature] ?? NaN),
      );
      const lowest = vector.map((value, feature) => Math.min(value, apart[feature] ?? NaN));
      const highest = vector.map((value, feature) => Math.max(value, apart[feature] ?? NaN));
      const mixed = vector.map((value, feature) => (feature % 2 === 0 ? value : (apart[feature] ?? NaN)));
      const middle = vector.map((value, feature) => (value + (apart[feature] ?? NaN)) / 2);
      for (const between of [vector, apart, mixed, middle]) {
        expect(trees.probability(between)).toBeLessThanOrEqual(trees.highestProbability(lowest, highest));
      }
    }
  });

  test('attributions are those of XGBoost, and add up to the margin', () => {
    for (const [row, vector] of features.slice(0, attributed).entries()) {
      const own = trees.attributions(vector);
      const theirs = contributions.subarray(row * (width + 1), (row + 1) * (width + 1));
      const largestDifference = Math.max(
        ...own.map((value, feature) => Math.abs(value - (theirs[feature] ?? 0))),
      );
      expect(largestDifference).toBeLessThan(1e-4);
      const total = own.reduce((sum, value) => sum + value, trees.expectedMargin);
      expect(total).toBeCloseTo(trees.margin(vector), 4);
    }
  });
});

describe('a file is refused', () => {
  const { learner } = small;
  const tree = learner.gradient_booster.model.trees[0];
  const withTree = (changed: object): unknown => ({
    learner: { ...learner, gradient_booster: { model: { trees: [{ ...tree, ...changed }] } } },
  });

  test.each([
    ['is no model at all', 'text', 'it has no learner'],
    [
      'predicts something else',
      { learner: { ...learner, objective: { name: 'rank:pairwise' } } },
      'objective',
    ],
    ['has other features', { learner: { ...learner, feature_names: ['age', 'amount'] } }, 'features'],
    ['has no trees', { learner: { ...learner, gradient_booster: { model: { trees: [] } } } }, 'no trees'],
    ['has a circle', withTree({ left_children: [1, -1, 0, -1, -1] }), 'tree 0 is broken at node 2'],
    [
      'asks for a feature that is not there',
      withTree({ split_indices: [0, 0, 2, 0, 0] }),
      'broken at node 2',
    ],
    ['lacks thresholds', withTree({ split_conditions: [10] }), 'different lengths'],
    ['has text for numbers', withTree({ sum_hessian: ['8'] }), 'not a list of numbers'],
  ])('that %s', (_, parsed, message) => {
    const load = (): FraudTrees => new FraudTrees(parsed, ['amount', 'age']);
    expect(load).toThrow(NotAFraudModel);
    expect(load).toThrow(message);
  });
});
