import type { Characteristic, ClassFigures, Metrics, Scorecard } from '@mayfly/scorecard';
import { escapeHtml, htmlTable } from './html';

const style = `
body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
table { border-collapse: collapse; font-size: 14px; } th, td { padding: .2rem .8rem .2rem 0; text-align: left; border-bottom: 1px solid #ddd; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.charts { display: flex; flex-wrap: wrap; gap: 1.5rem; } figure { margin: 0; } figcaption { font-weight: 600; }
.good { color: #2a7f9e; } .bad { color: #c8553d; } code { overflow-wrap: anywhere; }`;

/** A scorecard and its curves as one page that needs nothing else. */
export function pageOf(
  scorecard: Scorecard,
  charts: readonly { readonly title: string; readonly svg: string }[],
): string {
  const { report, provenance, name } = scorecard;
  const { mean, lowest, highest, repetitions } = report.outOfFold;
  const figures = charts
    .map(({ title, svg }) => `<figure><figcaption>${escapeHtml(title)}</figcaption>\n${svg}</figure>`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(name)}</title><style>${style}</style></head>
<body>
<h1>Scorecard ${escapeHtml(name)}</h1>
<p>${scorecard.scale.score0} points mean odds of ${scorecard.scale.odds0} good to 1 bad; ${scorecard.scale.pointsToDouble} points more double them.
Every figure and curve is out of fold (${repetitions} × ${provenance.folds} folds): no applicant was scored by a scorecard that had seen the outcome.
The curves are of the first repetition. <b class="good">Good</b>, <b class="bad">bad</b>.</p>
${htmlTable(['', 'mean', 'lowest', 'highest', 'in sample'], metricRows(mean, lowest, highest, report.inSample))}
<h2>Curves</h2>
<div class="charts">
${figures}
</div>
<h2>Points</h2>
<p>A score is the sum of one line of each table.</p>
${scorecard.characteristics.map((characteristic) => characteristicOf(characteristic)).join('\n')}
<h2>Reasons</h2>
<p>Average points of applicants at or just above a cut-off (up to 20 points more). The reasons for a refusal are the characteristics whose points
fall furthest below; at the cut-off of the greatest distance, ${scorecard.cutoff}, unless the lender sets another.</p>
${referenceTable(scorecard)}
<h2>Origin</h2>
${htmlTable(['', ''], originRows(scorecard))}
</body>
</html>
`;
}

function metricRows(...columns: readonly Metrics[]): (string | number)[][] {
  const row = (title: string, of: (metrics: Metrics) => number): (string | number)[] => [
    title,
    ...columns.map((metrics) => rounded(of(metrics), 4)),
  ];
  return [
    row('AUC', ({ auc }) => auc),
    row('Gini', ({ gini }) => gini),
    row('KS', ({ ks }) => ks),
    row('Brier score', ({ brier }) => brier),
    row('calibration slope', ({ calibrationSlope }) => calibrationSlope),
    row('calibration intercept', ({ calibrationIntercept }) => calibrationIntercept),
    row('PSI, training against held out', ({ psi }) => psi),
  ];
}

function characteristicOf(characteristic: Characteristic): string {
  const { name, missing, special, informationValue, coefficient } = characteristic;
  const lines: readonly ClassFigures[] = [...characteristic.classes, ...special, missing];
  const rows = lines.map(({ label, goods, bads, weightOfEvidence, points }) => [
    label,
    goods,
    bads,
    goods + bads === 0 ? '' : `${((100 * bads) / (goods + bads)).toFixed(1)} %`,
    rounded(weightOfEvidence, 3),
    points,
  ]);
  const source = characteristic.kind === 'number' ? ratioText(characteristic.ratio) : '';
  return `<h3>${escapeHtml(name)}</h3>
<p>${source}Information value ${informationValue.toFixed(3)}, coefficient ${coefficient.toFixed(3)}.</p>
${htmlTable(['class', 'good', 'bad', 'bad share', 'weight of evidence', 'points'], rows)}`;
}

function ratioText(ratio: { of: string; to: string; less?: string } | undefined): string {
  if (ratio === undefined) return '';
  const divisor = ratio.less === undefined ? ratio.to : `(${ratio.to} − ${ratio.less})`;
  return `${escapeHtml(`${ratio.of} / ${divisor}`)}. `;
}

function referenceTable({ references, characteristics }: Scorecard): string {
  const names = characteristics.map(({ name }) => name);
  const rows = references.map(({ cutoff, applicants, averagePoints }) => [
    cutoff,
    applicants,
    ...names.map((name) => rounded(averagePoints[name] ?? NaN, 2)),
  ]);
  return htmlTable(['cut-off', 'applicants', ...names], rows);
}

function originRows({ provenance }: Scorecard): string[][] {
  const { data, target, trainer } = provenance;
  return [
    [
      'data',
      `${data.name}: ${data.rows} rows, ${data.columns} columns, ${data.goods} good, ${data.bads} bad`,
    ],
    ['SHA-256', data.sha256],
    ['bad outcome', `${target.column} = ${target.bad}`],
    ['excluded', provenance.excluded.join(', ') || 'nothing'],
    ['special values', provenance.special.join(', ') || 'none'],
    ...provenance.leftOut.map(({ column, because }) => [`left out: ${column}`, because]),
    [
      'fitted',
      `${provenance.trainedAt}, seed ${provenance.seed}, Mayfly ${trainer.mayfly}, Node ${trainer.node}`,
    ],
  ];
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
