import type { Policy } from '@mayfly/assessment';
import { amountOf, outcomeOf } from '../decision-lines';
import {
  mostCustomersCounted,
  type CandidateComparison,
  type Turned,
  type TurnedPurchase,
} from './compare-candidate';
import { endings, type OutcomeMatrix } from './outcome-matrix';

/** The comparison in lines: matrix, turned purchases, rates, cost, and what all of it assumes. */
export function comparisonLines(comparison: CandidateComparison, candidate: Policy): string[] {
  const { matrix, examples } = comparison;
  return [
    ...matrixLines(matrix, candidate.version),
    '',
    `${matrix.turned} of ${matrix.total} would be decided otherwise; ${matrix.otherPart} more are declined by another part.`,
    ...examples.flatMap(exampleLines),
    ...(matrix.turned > examples.length ? [`  and ${matrix.turned - examples.length} more`] : []),
    '',
    `approved in force ${share(matrix.approvedInForce(), matrix.total)}, by ${candidate.version} ${share(matrix.approvedByCandidate(), matrix.total)}`,
    '',
    ...costLines(comparison, candidate),
    '',
    ...assumptions,
  ];
}

const assumptions = [
  'What this assumes:',
  '  - Each purchase is decided from its stored snapshot. Under the candidate some histories would have been others:',
  '    attempts, debts and what is held follow from what was approved before.',
  '  - Expected credit loss is the probability of the bad outcome by the scorecard × the amount: the whole amount is',
  '    lost or nothing, and customers are like those of the training table (models/credit).',
  '  - Only a purchase that was approved can be reported as fraud. What is newly approved may hold fraud that nobody knows.',
  '  - A good customer is one whose purchase was approved and not reported as fraud so far.',
];

function matrixLines(matrix: OutcomeMatrix, version: string): string[] {
  const heading = ['in force ↓', ...endings, 'all'];
  const rows = endings.map((inForce) => {
    const counts = endings.map((candidate) => matrix.count(inForce, candidate));
    return [inForce, ...counts.map(String), String(counts.reduce((sum, count) => sum + count, 0))];
  });
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(12) : cell.padStart(10))).join('');
  return [`by ${version} →`, line(heading), ...rows.map(line)];
}

function exampleLines({ decision, amountMinor, currency, verdict, fraudReported }: TurnedPurchase): string[] {
  const { event, decisionId } = decision;
  const inForce = `${outcomeOf(event)}${event.reasons.length === 0 ? '' : ` ${event.reasons.join(', ')}`}`;
  const candidate = `${outcomeOf(verdict)}${verdict.reasons.length === 0 ? '' : ` ${verdict.reasons.join(', ')}`}`;
  return [
    `  ${decisionId}  ${amountOf(amountMinor, currency).padStart(16)}  ${inForce} → ${candidate}${fraudReported ? '  [reported as fraud]' : ''}`,
  ];
}

function costLines({ changes, goodCustomersRefused }: CandidateComparison, candidate: Policy): string[] {
  if (changes.size === 0) return ['It would cost and spare nothing.'];
  const lines = [...changes]
    .sort()
    .flatMap(([currency, { newlyApproved, newlyDeclined }]) => [
      ...turnedLines('newly approved', newlyApproved, currency, candidate, 'frauds newly passed'),
      ...turnedLines('newly declined', newlyDeclined, currency, candidate, 'frauds newly stopped'),
    ]);
  const most = goodCustomersRefused.size === mostCustomersCounted ? 'at least ' : '';
  return [...lines, `good customers newly refused: ${most}${goodCustomersRefused.size}`];
}

function turnedLines(
  name: string,
  turned: Turned,
  currency: string,
  { version }: Policy,
  frauds: string,
): string[] {
  const rounded = (minor: number): string => amountOf(Math.round(minor), currency);
  return [
    `${name}: ${turned.purchases} purchases, ${amountOf(turned.amountMinor, currency)}`,
    `  expected credit loss ${rounded(turned.lossInForceMinor)} by the scorecard in force, ${rounded(turned.lossByCandidateMinor)} by that of ${version}`,
    `  ${frauds}: ${turned.reported} known, ${amountOf(turned.reportedMinor, currency)}`,
  ];
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(2)} % (${part})`;
}
