import { usualScale, type Direction } from '@mayfly/scorecard';
import type { Column } from '../../table/column';
import { classesOfRows, unseenClass } from '../classes/classing';
import { findClasses } from '../classes/find-classes';
import { countOutcomes, type Outcomes, type Rows } from '../classes/outcomes';
import { selectCharacteristics } from '../regression/select-characteristics';
import { weighEvidence, type Evidence } from '../regression/weigh-evidence';
import { pointsOf } from './points';

/** Below it a characteristic tells next to nothing (Siddiqi's "unpredictive"). */
export const leastInformationValue = 0.02;

/** A scorecard on the columns of a table in memory. */
export interface FittedModel {
  readonly intercept: number;
  readonly members: readonly Member[];
}

/** One characteristic of it. */
export interface Member {
  readonly evidence: Evidence;
  readonly coefficient: number;
  /** By class. */
  readonly points: readonly number[];
  readonly neutralPoints: number;
  /** The class of every row of the table. */
  readonly assigned: Uint8Array;
}

/** What a fit is made from. */
export interface FitInput {
  readonly columns: readonly Column[];
  readonly outcomes: Outcomes;
  readonly monotone: Readonly<Record<string, Direction>>;
  readonly onColumn: (done: number) => void;
}

/** A column with its classes weighed. */
export interface WeighedColumn {
  readonly evidence: Evidence;
  readonly assigned: Uint8Array;
}

/** Finds the classes of every column and weighs them, by these rows alone. */
export function weighColumns(
  { columns, outcomes, monotone, onColumn }: FitInput,
  rows: Rows,
): WeighedColumn[] {
  const all = countOutcomes(rows, outcomes);
  return columns.map((column, index) => {
    const classing = findClasses(column, rows, outcomes, monotone[column.name] ?? null);
    const assigned = classesOfRows(classing);
    onColumn(index + 1);
    return { evidence: weighEvidence(classing, assigned, rows, outcomes, all), assigned };
  });
}

/** Selects among the candidates and fits, by these rows alone. */
export function fitModel(candidates: readonly WeighedColumn[], outcomes: Outcomes, rows: Rows): FittedModel {
  const telling = tellingOf(candidates);
  const columns = telling.map(({ evidence, assigned }) =>
    Float64Array.from(rows, (row) => evidence.weights[assigned[row] ?? 0] ?? 0),
  );
  const good = Uint8Array.from(rows, (row) => outcomes[row] ?? 0);
  const { intercept, chosen } = selectCharacteristics(columns, good, Math.log(rows.length));
  const members = chosen.flatMap(({ column, coefficient }) => {
    const candidate = telling[column];
    return candidate === undefined ? [] : [{ ...candidate, coefficient }];
  });
  const points = pointsOf(
    members.map(({ evidence, coefficient }) => ({ coefficient, weights: evidence.weights })),
    intercept,
    usualScale,
  );
  return {
    intercept,
    members: members.map((member, index) => ({
      ...member,
      points: points[index]?.ofClasses ?? [],
      neutralPoints: points[index]?.neutral ?? 0,
    })),
  };
}

/** The scores of these rows. */
export function scoresOf({ members }: FittedModel, rows: Rows): Int32Array {
  const scores = new Int32Array(rows.length);
  for (const { assigned, points, neutralPoints } of members) {
    for (const [at, row] of rows.entries()) {
      const index = assigned[row] ?? unseenClass;
      scores[at] = (scores[at] ?? 0) + (points[index] ?? neutralPoints);
    }
  }
  return scores;
}

/** A scorecard needs one characteristic: when none tells anything, it has the one that tells the most. */
function tellingOf(candidates: readonly WeighedColumn[]): WeighedColumn[] {
  const telling = candidates.filter(({ evidence }) => evidence.informationValue >= leastInformationValue);
  if (telling.length > 0) return telling;
  const value = ({ evidence }: WeighedColumn): number => evidence.informationValue;
  const best = candidates.reduce((one, other) => (value(other) > value(one) ? other : one));
  return [best];
}
