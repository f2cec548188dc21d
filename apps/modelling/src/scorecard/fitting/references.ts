import type { Reference } from '@mayfly/scorecard';
import type { Rows } from '../classes/outcomes';
import { scoresOf, type FittedModel } from './fit-model';

const stepOfCutoffs = 5;
/** "At or just above" a cut-off: up to a doubling of the odds. */
const pointsAbove = 20;
/** A smaller group would make the reasons depend on who happens to be in it. */
const leastApplicants = 30;

/** The average points of applicants at or just above every cut-off that has enough of them. */
export function referencesOf(model: FittedModel, rows: Rows): Reference[] {
  const scores = scoresOf(model, rows);
  const lowest = scores.reduce((one, other) => Math.min(one, other));
  const highest = scores.reduce((one, other) => Math.max(one, other));
  const references: Reference[] = [];
  for (
    let cutoff = Math.floor(lowest / stepOfCutoffs) * stepOfCutoffs;
    cutoff <= highest;
    cutoff += stepOfCutoffs
  ) {
    const near = rows.filter((_, at) => {
      const score = scores[at] ?? NaN;
      return score >= cutoff && score <= cutoff + pointsAbove;
    });
    if (near.length >= leastApplicants) references.push(referenceOf(model, near, cutoff));
  }
  // A table or a score too small for any group: everybody is the reference.
  return references.length > 0 ? references : [referenceOf(model, rows, lowest)];
}

function referenceOf({ members }: FittedModel, near: Rows, cutoff: number): Reference {
  const averages = members.map(({ evidence, assigned, points, neutralPoints }) => {
    const sum = near.reduce((total, row) => total + (points[assigned[row] ?? 0] ?? neutralPoints), 0);
    return [evidence.classing.column.name, Math.round((100 * sum) / near.length) / 100] as const;
  });
  return { cutoff, applicants: near.length, averagePoints: Object.fromEntries(averages) };
}
