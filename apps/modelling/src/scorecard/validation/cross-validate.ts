import { sharesByBand, stabilityIndex, type Metrics, type Report } from '@mayfly/scorecard';
import { fitModel, scoresOf, weighColumns, type FitInput } from '../fitting/fit-model';
import { countScores, metricsOf } from './metrics';
import { randomFrom } from './random';
import { scoreBands } from './score-bands';
import { stratifiedFolds, type Fold } from './stratified-folds';

/** Below it, which applicants happen to share a fold moves the metrics: the cut is made five times. */
const manyRows = 20_000;

/** How often the rows are cut into folds anew. */
export function repetitionsFor(rows: number): number {
  return rows < manyRows ? 5 : 1;
}

/**
 * Repeats the whole method, classes and selection included, without the rows of each fold, and scores those. No outcome of a row has any part
 * in its score.
 */
export function crossValidate(
  input: FitInput,
  folds: number,
  seed: number,
  onFold: (done: number, all: number) => void,
): Report['outOfFold'] {
  const repetitions = repetitionsFor(input.outcomes.length);
  const random = randomFrom(seed);
  const repeated = Array.from({ length: repetitions }, (_, repetition) =>
    scoreFolds(input, stratifiedFolds(input.outcomes, folds, random), (done) =>
      onFold(repetition * folds + done, repetitions * folds),
    ),
  );
  const counts = repeated.map(({ scores }) => countScores(scores, (row) => input.outcomes[row] === 1));
  const metrics = counts.map((count, repetition) => metricsOf(count, repeated[repetition]?.psi ?? NaN));
  return {
    repetitions,
    mean: combine(metrics, (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    lowest: combine(metrics, (values) => Math.min(...values)),
    highest: combine(metrics, (values) => Math.max(...values)),
    scores: counts[0] ?? [],
  };
}

function scoreFolds(
  input: FitInput,
  folds: readonly Fold[],
  onFold: (done: number) => void,
): { scores: Int32Array; psi: number } {
  const scores = new Int32Array(input.outcomes.length);
  let psi = 0;
  folds.forEach(({ training, heldOut }, index) => {
    const model = fitModel(weighColumns(input, training), input.outcomes, training);
    const fresh = scoresOf(model, heldOut);
    heldOut.forEach((row, at) => (scores[row] = fresh[at] ?? 0));
    const bands = scoreBands(scoresOf(model, training));
    const expected = bands.map(({ share }) => share);
    psi += stabilityIndex(expected, sharesByBand(bands, fresh)) / folds.length;
    onFold(index + 1);
  });
  return { scores, psi };
}

/** Combines several measurements of every metric. */
function combine(metrics: readonly Metrics[], by: (values: readonly number[]) => number): Metrics {
  const of = (name: keyof Metrics): number => by(metrics.map((measured) => measured[name]));
  return {
    auc: of('auc'),
    gini: of('gini'),
    ks: of('ks'),
    brier: of('brier'),
    calibrationSlope: of('calibrationSlope'),
    calibrationIntercept: of('calibrationIntercept'),
    psi: of('psi'),
  };
}
