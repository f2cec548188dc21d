import { readScorecard, scoreApplicant, type Scorecard } from '@mayfly/scorecard';
import { csvOf, drawApplicants, header, temporaryFolder, type Drawn } from '../../spec/applicants';
import { SpecialCodes } from '../table/cell';
import { readTable } from '../table/read-table';
import { rowScorer } from './score-table';
import { trainScorecard } from './train-scorecard';
import { readTrainingOptions } from './training-options';
import { randomFrom, shuffle } from './validation/random';

const folder = temporaryFolder();
afterAll(() => folder.remove());

async function train(rows: readonly (readonly string[])[], ...more: string[]): Promise<Scorecard> {
  const file = folder.write('applicants.csv', csvOf(header, rows));
  const options = readTrainingOptions([
    ...['--data', file, '--target', 'outcome', '--bad', 'defaulted', '--special', '-9', '--out', 'x.json'],
    ...(more.includes('--folds') ? [] : ['--folds', '2']),
    ...more,
  ]);
  const special = new SpecialCodes(options.special);
  const table = await readTable(file, { special, ignored: new Set(), onProgress: () => undefined });
  const circumstances = {
    name: 'x',
    trainedAt: '2026-01-02T03:04:05.000Z',
    trainer: { mayfly: '0.1.0', node: 'v20' },
    onProgress: () => undefined,
  };
  const { scorecard } = trainScorecard(table, options, circumstances);
  return readScorecard(JSON.stringify(scorecard));
}

function aucOf(applicants: readonly Drawn[], value: (applicant: Drawn) => number): number {
  const sorted = [...applicants].sort((one, other) => value(one) - value(other));
  let [bads, ordered] = [0, 0];
  for (const { isGood } of sorted) {
    if (isGood) ordered += bads;
    else bads += 1;
  }
  return ordered / (bads * (applicants.length - bads));
}

describe('training in a world of which everything is known', () => {
  const applicants = drawApplicants(6000, 1);
  const fresh = drawApplicants(4000, 2);
  let scorecard: Scorecard;
  beforeAll(async () => {
    scorecard = await train(
      applicants.map(({ cells }) => cells),
      '--folds',
      '3',
    );
  });

  function scoresOf(drawn: readonly Drawn[]): Map<Drawn, number> {
    const scorer = rowScorer('fresh.csv', header, scorecard);
    return new Map(drawn.map((applicant) => [applicant, scorer.add(applicant.cells).scored.score]));
  }

  it('finds what the risk depends on, and nothing else', () => {
    expect(scorecard.characteristics.map(({ name }) => name).sort()).toEqual([
      'home',
      'income',
      'records',
      'years',
    ]);
    expect(scorecard.provenance.leftOut.map(({ column }) => column)).toEqual(['noise', 'colour']);
  });

  it('finds the steps where they are, and that risk falls with income', () => {
    const [income, years] = ['income', 'years'].map((name) =>
      scorecard.characteristics.find((c) => c.name === name),
    );
    if (income?.kind !== 'number' || years?.kind !== 'number') throw new Error('both are numbers');
    expect(years.classes.map(({ upTo }) => upTo)).toEqual([2.5, 9.5, null]);
    expect([income.monotone, years.monotone]).toEqual(['desc', 'desc']);
    expect(income.classes.map(({ points }) => points)).toEqual(
      income.classes.map(({ points }) => points).sort((one, other) => one - other),
    );
    expect(income.missing.goods + income.missing.bads).toBeGreaterThan(400);
  });

  it('gives a category the points that its true log-odds are worth', () => {
    const home = scorecard.characteristics.find(({ name }) => name === 'home');
    const pointsOf = (value: string): number => scoreApplicantPoints(scorecard, { home: value }, 'home');
    expect(home?.kind).toBe('category');
    expect(Math.abs(pointsOf('owner') - pointsOf('rent') - 28.854 * 1.5)).toBeLessThan(8);
  });

  it('tells fresh applicants apart nearly as well as the truth does', () => {
    const scores = scoresOf(fresh);
    const reached = aucOf(fresh, (applicant) => scores.get(applicant) ?? NaN);
    const best = aucOf(fresh, ({ logOdds }) => logOdds);
    expect(best - reached).toBeLessThan(0.01);
  });

  it('states out of fold what fresh applicants confirm', () => {
    const scores = scoresOf(fresh);
    const reached = aucOf(fresh, (applicant) => scores.get(applicant) ?? NaN);
    const { mean } = scorecard.report.outOfFold;
    expect(Math.abs(mean.auc - reached)).toBeLessThan(0.02);
    expect(Math.abs(mean.calibrationSlope - 1)).toBeLessThan(0.1);
    expect(mean.psi).toBeLessThan(0.1);
    expect(scorecard.report.inSample.auc).toBeGreaterThan(mean.auc);
  });

  it('counts in its classes every row that it was given, at least 5 % in each that it found', () => {
    for (const { classes, missing, special } of scorecard.characteristics) {
      const sizes = [...classes, ...special, missing].map(({ goods, bads }) => goods + bads);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(applicants.length);
      for (const size of sizes.slice(0, classes.length)) expect(size).toBeGreaterThanOrEqual(300);
    }
  });

  it('averages for its reasons the points of the applicants at or just above each cut-off', () => {
    const scorer = rowScorer('applicants.csv', header, scorecard);
    const scored = applicants.map(({ cells }) => scorer.add(cells).scored);
    for (const { cutoff, applicants: count, averagePoints } of scorecard.references) {
      const near = scored.filter(({ score }) => score >= cutoff && score <= cutoff + 20);
      expect(near).toHaveLength(count);
      for (const [at, { name }] of scorecard.characteristics.entries()) {
        const average = near.reduce((sum, { points }) => sum + (points[at]?.points ?? NaN), 0) / count;
        expect(Math.abs((averagePoints[name] ?? NaN) - average)).toBeLessThanOrEqual(0.0051);
      }
    }
  });
});

describe('training', () => {
  const few = drawApplicants(1500, 3).map(({ cells }) => cells);

  it('finds nothing where outcomes are dealt out by chance', async () => {
    const order = shuffle(Int32Array.from(few.keys()), randomFrom(4));
    const shuffled = few.map((cells, row) => [few[order[row] ?? 0]?.[0] ?? '', ...cells.slice(1)]);
    const { mean } = (await train(shuffled)).report.outOfFold;
    expect(Math.abs(mean.auc - 0.5)).toBeLessThan(0.04);
  });

  it('gives the same for the same seed, and other folds for another', async () => {
    const [one, again, other] = [await train(few), await train(few), await train(few, '--seed', '2')];
    expect(again).toEqual(one);
    expect(other.characteristics).toEqual(one.characteristics);
    expect(other.report.outOfFold).not.toEqual(one.report.outOfFold);
  });

  it('never looks at an excluded column', async () => {
    const changed = few.map((cells, row) => [
      ...cells.slice(0, 3),
      ['x', 'y', 'z'][row % 3] ?? '',
      ...cells.slice(4),
    ]);
    const [one, other] = [await train(few, '--exclude', 'home'), await train(changed, '--exclude', 'home')];
    const without = ({ provenance, ...rest }: Scorecard): unknown => [rest, provenance.excluded];
    expect(without(other)).toEqual(without(one));
    expect(JSON.stringify(one.characteristics)).not.toContain('home');
  });

  it('makes ratios of columns, and scores by them', async () => {
    const scorecard = await train(
      few,
      '--exclude',
      'income,years',
      '--ratio',
      'perYear=income/years',
      '--monotone',
      'perYear:asc',
    );
    expect(scorecard.characteristics.map(({ name }) => name)).not.toContain('income');
    const perYear = scorecard.characteristics.find(({ name }) => name === 'perYear');
    expect(perYear).toMatchObject({ kind: 'number', ratio: { of: 'income', to: 'years' }, monotone: 'asc' });
    const classOf = (years: number): number =>
      scoreApplicantPoints(scorecard, { income: 2000, years }, 'perYear');
    expect(classOf(0)).toBeLessThan(classOf(15));
  });
});

function scoreApplicantPoints(
  scorecard: Scorecard,
  applicant: Record<string, string | number>,
  name: string,
): number {
  const { points } = scoreApplicant(scorecard, applicant);
  return points.find(({ characteristic }) => characteristic === name)?.points ?? NaN;
}
