// The types of Plot and of linkedom speak of the DOM.
/// <reference lib="dom" />
import * as Plot from '@observablehq/plot';
import type { Scorecard } from '@mayfly/scorecard';
import { parseHTML } from 'linkedom';
import { calibration, cumulative, distribution, widest } from './curves';

const { document } = parseHTML('<html></html>');
const colours = { good: '#2a7f9e', bad: '#c8553d', line: '#7a7a7a' };
const percent = { percent: true, grid: true } as const;
const frame = { document, width: 460, height: 340, marginLeft: 50 };

/** The curves of a scorecard as SVG, by what they show. Out of fold. */
export function chartsOf(scorecard: Scorecard): { readonly title: string; readonly svg: string }[] {
  const { scores } = scorecard.report.outOfFold;
  return [
    { title: 'Scores by outcome', svg: scoreChart(scorecard) },
    { title: 'ROC curve', svg: rocChart(scores) },
    { title: 'Share of applicants below each score (KS)', svg: distanceChart(scores) },
    { title: 'Calibration by tenths of the applicants', svg: calibrationChart(scorecard) },
  ];
}

type Scores = Scorecard['report']['outOfFold']['scores'];

function scoreChart({ report, cutoff }: Scorecard): string {
  return draw({
    x: { label: 'score' },
    y: { ...percent, label: '% of the good, % of the bad applicants' },
    color: { domain: ['good', 'bad'], range: [colours.good, colours.bad] },
    marks: [
      Plot.rect(distribution(report.outOfFold.scores), {
        x1: 'from',
        x2: 'to',
        y1: () => 0,
        y2: 'share',
        fill: 'outcome',
        fillOpacity: 0.55,
        mixBlendMode: 'multiply',
      }),
      Plot.ruleX([cutoff], { strokeDasharray: '4 3', stroke: colours.line }),
      Plot.text([cutoff], {
        x: (value: number) => value,
        text: [`cut-off ${cutoff}`],
        frameAnchor: 'top',
        dx: 4,
        textAnchor: 'start',
      }),
      Plot.ruleY([0]),
    ],
  });
}

function rocChart(scores: Scores): string {
  return draw({
    x: { ...percent, label: '% of the good applicants declined' },
    y: { ...percent, label: '% of the bad applicants declined' },
    marks: [
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: colours.line, strokeDasharray: '4 3' },
      ),
      Plot.line(cumulative(scores), { x: 'goods', y: 'bads', stroke: colours.good, strokeWidth: 2 }),
    ],
  });
}

function distanceChart(scores: Scores): string {
  const points = cumulative(scores);
  return draw({
    x: { label: 'score' },
    y: { ...percent, label: '% of the good, % of the bad applicants below' },
    marks: [
      Plot.line(points, { x: 'score', y: 'goods', stroke: colours.good, strokeWidth: 2 }),
      Plot.line(points, { x: 'score', y: 'bads', stroke: colours.bad, strokeWidth: 2 }),
      Plot.ruleX([widest(points)], {
        x: 'score',
        y1: 'goods',
        y2: 'bads',
        strokeDasharray: '4 3',
        stroke: colours.line,
      }),
    ],
  });
}

function calibrationChart({ report, scale }: Scorecard): string {
  const points = calibration(report.outOfFold.scores, scale);
  return draw({
    x: { ...percent, label: 'probability of the bad outcome, stated' },
    y: { ...percent, label: 'bad outcomes observed, with 95 % of chance' },
    marks: [
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: colours.line, strokeDasharray: '4 3' },
      ),
      Plot.ruleX(points, { x: 'stated', y1: 'low', y2: 'high', stroke: colours.bad }),
      Plot.dot(points, { x: 'stated', y: 'observed', fill: colours.bad, r: 4 }),
    ],
  });
}

function draw(options: Plot.PlotOptions): string {
  return Plot.plot({ ...frame, ...options }).outerHTML;
}
