import {
  principalReasons,
  scoreApplicant,
  type Applicant,
  type Characteristic,
  type Scorecard,
  type Scored,
} from '@mayfly/scorecard';
import { BadTable } from '../table/bad-table';
import { readCell, SpecialCodes } from '../table/cell';
import { headerProblems, listNames } from '../table/header';

/** Scores rows of a table by a scorecard. */
export interface RowScorer {
  /** Names of the cells that {@link RowScorer.add} adds. */
  readonly added: readonly string[];
  /** The row's own cells, then what the scorecard says of it. */
  readonly add: (cells: readonly string[]) => { readonly cells: readonly string[]; readonly scored: Scored };
}

/** Throws {@link BadTable} when the header lacks a column that the scorecard reads, or has one that would be added. */
export function rowScorer(file: string, header: readonly string[], scorecard: Scorecard): RowScorer {
  const names = header.map((cell) => cell.trim());
  const needed = [...new Set(scorecard.characteristics.flatMap(columnsOf))];
  const added = [
    'probability',
    'score',
    ...scorecard.characteristics.map(({ name }) => `points_${name}`),
    'reasons',
  ];
  const problems = [
    ...headerProblems(header),
    ...needed
      .filter((name) => !names.includes(name))
      .map(
        (name) =>
          `there is no column ${name}, which the scorecard reads; the columns are ${listNames(names)}`,
      ),
    ...added.filter((name) => names.includes(name)).map((name) => `there is a column ${name} already`),
  ];
  if (problems.length > 0) throw new BadTable(file, problems);
  const special = new SpecialCodes(scorecard.provenance.special);
  const positions = needed.map((name) => [name, names.indexOf(name)] as const);
  return {
    added,
    add: (cells) => {
      const applicant: Applicant = Object.fromEntries(
        positions.map(([name, at]) => {
          const cell = cells[at] ?? '';
          const read = readCell(cell);
          return [name, special.find(cell, read) ?? read];
        }),
      );
      const scored = scoreApplicant(scorecard, applicant);
      return { cells: [...cells, ...cellsOf(scorecard, scored)], scored };
    },
  };
}

function cellsOf(scorecard: Scorecard, scored: Scored): string[] {
  return [
    scored.probability.toFixed(6),
    String(scored.score),
    ...scored.points.map(({ points }) => String(points)),
    principalReasons(scorecard, scored)
      .map(({ characteristic }) => characteristic)
      .join('; '),
  ];
}

function columnsOf(characteristic: Characteristic): string[] {
  if (characteristic.kind !== 'number' || characteristic.ratio === undefined) return [characteristic.name];
  const { of, to, less } = characteristic.ratio;
  return [of, to, ...(less === undefined ? [] : [less])];
}
