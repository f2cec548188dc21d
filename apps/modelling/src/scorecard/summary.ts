import type { Scorecard } from '@mayfly/scorecard';

/** What an operator reads after training. */
export function summaryOf(scorecard: Scorecard): string[] {
  const { provenance, report, characteristics } = scorecard;
  const { data, folds } = provenance;
  const { mean, lowest, highest, repetitions } = report.outOfFold;
  return [
    `${data.name}: ${data.rows} rows, ${data.goods} good, ${data.bads} bad` +
      (data.rowsWithoutOutcome > 0 ? `, ${data.rowsWithoutOutcome} without an outcome left out` : ''),
    `characteristics: ${characteristics.map(({ name }) => name).join(', ')}`,
    ...leftOut(scorecard),
    `out of fold (${repetitions} × ${folds} folds):`,
    `  AUC ${decimals(mean.auc)} (${decimals(lowest.auc)} to ${decimals(highest.auc)})   Gini ${decimals(mean.gini)}   KS ${decimals(mean.ks)}`,
    `  Brier ${decimals(mean.brier)}   calibration slope ${decimals(mean.calibrationSlope)}, intercept ${decimals(mean.calibrationIntercept)}   PSI ${decimals(mean.psi)}`,
    `cut-off of the greatest distance: ${scorecard.cutoff}`,
  ];
}

/** By reason, for there may be many columns. */
function leftOut({ provenance }: Scorecard): string[] {
  const reasons = new Set(provenance.leftOut.map(({ because }) => because));
  return [...reasons].map((reason) => {
    const columns = provenance.leftOut.filter(({ because }) => because === reason);
    return `left out, ${reason}: ${columns.map(({ column }) => column).join(', ')}`;
  });
}

function decimals(value: number): string {
  return value.toFixed(4);
}
