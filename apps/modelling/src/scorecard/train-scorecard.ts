import { usualScale, type Ratio, type Scorecard } from '@mayfly/scorecard';
import { BadTable } from '../table/bad-table';
import type { Table } from '../table/table';
import { countOutcomes } from './classes/outcomes';
import { findSuspects, type Suspect } from './find-leaks';
import { describeMember } from './fitting/describe-member';
import {
  fitModel,
  leastInformationValue,
  scoresOf,
  weighColumns,
  type WeighedColumn,
  type FitInput,
  type FittedModel,
} from './fitting/fit-model';
import { referencesOf } from './fitting/references';
import { prepareTable, type LeftOut } from './prepare-table';
import type { TrainingOptions } from './training-options';
import { crossValidate } from './validation/cross-validate';
import { bestCutoff, countScores, metricsOf } from './validation/metrics';
import { scoreBands } from './validation/score-bands';

/** What a scorecard needs beside a table and options. */
export interface Circumstances {
  readonly name: string;
  /** UTC, ISO 8601. */
  readonly trainedAt: string;
  readonly trainer: Scorecard['provenance']['trainer'];
  readonly onProgress: (what: string) => void;
}

/** A fitted scorecard, and what an operator should look at. */
export interface Trained {
  readonly scorecard: Scorecard;
  readonly suspects: readonly Suspect[];
}

/** Fits a scorecard. Throws {@link BadTable} for a table that none can be fitted on. */
export function trainScorecard(
  table: Table,
  options: TrainingOptions,
  circumstances: Circumstances,
): Trained {
  const { onProgress } = circumstances;
  const prepared = prepareTable(options.data, table, options);
  const { columns, outcomes } = prepared;
  const input: FitInput = {
    columns,
    outcomes,
    monotone: options.monotone,
    onColumn: () => undefined,
  };
  const rows = Int32Array.from(outcomes.keys());
  const candidates = weighColumns(
    { ...input, onColumn: (done) => onProgress(`classes of column ${done} of ${columns.length}`) },
    rows,
  );
  const suspects = findSuspects(candidates, outcomes);
  const leaks = suspects.filter(({ isLeak }) => isLeak);
  if (leaks.length > 0) throw new BadTable(options.data, leaks.map(leakProblem));
  onProgress('fitting the scorecard');
  const model = fitModel(candidates, outcomes, rows);
  const outOfFold = crossValidate(input, options.folds, options.seed, (done, all) =>
    onProgress(`validation: fold ${done} of ${all}`),
  );
  const scores = scoresOf(model, rows);
  const counts = countOutcomes(rows, outcomes);
  const scorecard: Scorecard = {
    format: 'mayfly.scorecard.v1',
    name: circumstances.name,
    provenance: {
      data: {
        name: table.name,
        sha256: table.sha256,
        bytes: table.bytes,
        rows: table.rows,
        columns: table.columns.length,
        ...counts,
        rowsWithoutOutcome: prepared.rowsWithoutOutcome,
      },
      target: { column: options.target, bad: options.bad },
      excluded: options.exclude,
      special: options.special,
      monotone: options.monotone,
      ratios: options.ratios,
      folds: options.folds,
      seed: options.seed,
      trainedAt: circumstances.trainedAt,
      trainer: circumstances.trainer,
      leftOut: [...prepared.leftOut, ...notChosen(candidates, model)],
    },
    scale: usualScale,
    intercept: model.intercept,
    characteristics: model.members.map((member) =>
      describeMember(member, ratioOf(options, member.evidence.classing.column.name)),
    ),
    cutoff: bestCutoff(outOfFold.scores),
    references: referencesOf(model, rows),
    baseline: scoreBands(scores),
    report: {
      outOfFold,
      inSample: metricsOf(
        countScores(scores, (row) => outcomes[row] === 1),
        0,
      ),
    },
  };
  return { scorecard, suspects };
}

function ratioOf({ ratios }: TrainingOptions, name: string): Ratio | undefined {
  return ratios[name];
}

function leakProblem({ column, auc }: Suspect): string {
  return (
    `column ${column} alone separates the classes (AUC ${auc.toFixed(3)}): it looks like a leak, known only with the outcome; ` +
    `--exclude it`
  );
}

function notChosen(candidates: readonly WeighedColumn[], { members }: FittedModel): LeftOut[] {
  const chosen = new Set(members.map(({ evidence }) => evidence.classing.column));
  return candidates
    .filter(({ evidence }) => !chosen.has(evidence.classing.column))
    .map(({ evidence: { classing, informationValue } }) => ({
      column: classing.column.name,
      because:
        informationValue < leastInformationValue
          ? 'tells too little of the outcome'
          : 'adds nothing to the others',
    }));
}
