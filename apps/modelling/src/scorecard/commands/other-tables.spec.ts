import { readFileSync } from 'node:fs';
import { readScorecard, type Scorecard } from '@mayfly/scorecard';
import { temporaryFolder } from '../../../spec/applicants';
import { run } from '../../../spec/commands';
import { contracts, machines, type OtherTable } from '../../../spec/other-tables';
import { areaUnderCurve } from '../../fraud/backtest/ranking-metrics';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Trains and scores on a table as an operator would, with no more than the names of its outcome and its codes. */
async function unattended(table: OtherTable, ...more: string[]): Promise<Scorecard> {
  const data = folder.write('other.csv', table.content);
  const [model, out] = [folder.path('other.json'), folder.path('scored.csv')];
  const trained = await run(
    'train',
    '--data',
    data,
    '--target',
    table.target,
    '--bad',
    table.bad,
    '--out',
    model,
    '--folds',
    '3',
    ...more,
  );
  expect(trained).toMatchObject({ code: 0 });
  const scored = await run('score', '--model', model, '--data', data, '--out', out);
  expect(scored.said).toContain(`${table.rows} rows scored`);
  return readScorecard(readFileSync(model, 'utf8'));
}

function bestAuc({ logOdds, isBad }: OtherTable): number {
  return areaUnderCurve({ scores: logOdds, frauds: isBad });
}

test('a table of contracts is learned without help nearly as well as its truth tells them apart', async () => {
  const table = contracts(2500, 1);
  const { characteristics, report } = await unattended(table);
  expect(characteristics.map(({ name }) => name).sort()).toEqual(['bill', 'calls', 'contract', 'years']);
  const bill = characteristics.find(({ name }) => name === 'bill');
  expect((bill?.missing.goods ?? 0) + (bill?.missing.bads ?? 0)).toBeGreaterThan(100);
  expect(bestAuc(table) - report.outOfFold.mean.auc).toBeLessThan(0.03);
  expect(Math.abs(report.outOfFold.mean.calibrationSlope - 1)).toBeLessThan(0.15);
});

test('a table of machines is, with codes among its numbers and a risk that turns', async () => {
  const table = machines(2500, 2);
  const { characteristics, report } = await unattended(table, '--special', '-999,-998');
  const names = characteristics.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['temperature', 'vibration']));
  expect(names.length).toBeLessThanOrEqual(3);
  const [temperature, vibration] = ['temperature', 'vibration'].map((name) =>
    characteristics.find((characteristic) => characteristic.name === name),
  );
  expect(temperature).toMatchObject({ kind: 'number', monotone: null });
  expect(vibration).toMatchObject({ kind: 'number', monotone: 'asc' });
  const broken = vibration?.special.find(({ value }) => value === '-999');
  expect(broken?.weightOfEvidence).toBeLessThan(-0.5);
  expect(bestAuc(table) - report.outOfFold.mean.auc).toBeLessThan(0.04);
});
