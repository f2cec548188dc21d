import fc from 'fast-check';
import type { Characteristic, ClassFigures, Metrics, Scorecard } from '../src';
import { usualScale } from '../src';

const figures = { label: 'a class', goods: 10, bads: 5, weightOfEvidence: 0.1 };
const metrics: Metrics = {
  auc: 0.8,
  gini: 0.6,
  ks: 0.5,
  brier: 0.1,
  calibrationSlope: 1,
  calibrationIntercept: 0,
  psi: 0.01,
};

/** A class worth these points. */
export function worth(points: number): ClassFigures {
  return { ...figures, label: `worth ${points}`, points };
}

/** Years in the job, in three classes, with −1 as a special code. */
export const seniority: Characteristic = {
  name: 'Seniority',
  kind: 'number',
  informationValue: 0.3,
  coefficient: 0.9,
  monotone: 'desc',
  neutralPoints: 50,
  missing: worth(44),
  special: [{ ...worth(47), value: '-1' }],
  classes: [
    { ...worth(30), upTo: 2 },
    { ...worth(50), upTo: 7.5 },
    { ...worth(70), upTo: null },
  ],
};

export const home: Characteristic = {
  name: 'Home',
  kind: 'category',
  informationValue: 0.2,
  coefficient: 1.1,
  neutralPoints: 40,
  missing: worth(39),
  special: [],
  classes: [
    { ...worth(60), values: ['owner'], rare: false },
    { ...worth(20), values: ['rent', 'caravan'], rare: true },
  ],
};

/** What remains of income after expenses, against the amount. */
export const burden: Characteristic = {
  name: 'Burden',
  kind: 'number',
  ratio: { of: 'Amount', to: 'Income', less: 'Expenses' },
  informationValue: 0.2,
  coefficient: 1,
  monotone: 'asc',
  neutralPoints: 45,
  missing: worth(41),
  special: [],
  classes: [
    { ...worth(65), upTo: 5 },
    { ...worth(25), upTo: null },
  ],
};

/** A valid scorecard of these characteristics. */
export function scorecardOf(characteristics: readonly Characteristic[]): Scorecard {
  const averages = (points: number): Record<string, number> =>
    Object.fromEntries(characteristics.map(({ name }) => [name, points]));
  return {
    format: 'mayfly.scorecard.v1',
    name: 'example-1',
    provenance: {
      data: {
        name: 'applicants.csv',
        sha256: 'ab'.repeat(32),
        bytes: 1,
        rows: 15,
        columns: 4,
        goods: 10,
        bads: 5,
        rowsWithoutOutcome: 0,
      },
      target: { column: 'Status', bad: 'bad' },
      excluded: [],
      special: ['-1'],
      monotone: {},
      ratios: {},
      folds: 5,
      seed: 1,
      trainedAt: '2026-01-02T03:04:05.000Z',
      trainer: { mayfly: '0.1.0', node: 'v20.19.0' },
      leftOut: [],
    },
    scale: usualScale,
    intercept: 0.5,
    characteristics,
    cutoff: 130,
    references: [
      { cutoff: 100, applicants: 40, averagePoints: averages(40) },
      { cutoff: 130, applicants: 50, averagePoints: averages(50.25) },
    ],
    baseline: [
      { upTo: 120, share: 0.5 },
      { upTo: null, share: 0.5 },
    ],
    report: {
      outOfFold: {
        repetitions: 5,
        mean: metrics,
        lowest: metrics,
        highest: metrics,
        scores: [{ score: 130, goods: 10, bads: 5 }],
      },
      inSample: metrics,
    },
  };
}

/** Any scorecard of up to eight characteristics with two classes each, and points as they come. */
export const anyScorecard: fc.Arbitrary<Scorecard> = fc
  .array(fc.tuple(fc.integer({ min: -100, max: 200 }), fc.integer({ min: -100, max: 200 })), {
    minLength: 1,
    maxLength: 8,
  })
  .chain((points) => {
    const characteristics = points.map(([low, high], index): Characteristic => ({
      ...seniority,
      name: `c${index}`,
      special: [],
      classes: [
        { ...worth(low), upTo: 0 },
        { ...worth(high), upTo: null },
      ],
    }));
    return fc
      .array(fc.double({ min: -100, max: 200, noNaN: true }), {
        minLength: points.length,
        maxLength: points.length,
      })
      .map((averages) => ({
        ...scorecardOf(characteristics),
        references: [
          {
            cutoff: 0,
            applicants: 30,
            averagePoints: Object.fromEntries(averages.map((average, index) => [`c${index}`, average])),
          },
        ],
      }));
  });
