import { worldBeginsAtMs } from '@mayfly/fraud-world';
import { dayMs } from '@mayfly/fraud-model';
import { meanOf } from '../backtest/print-weeks';
import { measureLastWeeks } from '../backtest/run-backtest';
import { loadTrees, modelFile, versionInForce } from '../model-in-force';
import { printWorlds } from './print-worlds';
import { scoreWorld } from './score-world';

const trees = loadTrees(modelFile(versionInForce));
const world = { seed: 3001, days: 70, customers: 250, terminals: 500 };
const scored = scoreWorld(trees, world);

test('the last six weeks of a world are scored, and its last four are measured', () => {
  const firstDay = worldBeginsAtMs / dayMs;
  expect(scored[0]?.day).toBe(firstDay + 70 - 42);
  expect(scored.at(-1)?.day).toBe(firstDay + 69);
  expect(measureLastWeeks(scored).map((week) => week.firstDay - firstDay)).toEqual([42, 49, 56, 63]);
});

test('the model in force finds fraud in a world that it was not trained on, and far smaller', () => {
  const { areaUnderCurve } = meanOf(measureLastWeeks(scored));
  expect(areaUnderCurve).toBeGreaterThan(0.7);
});

test('worlds are told one by one, their mean in the last row', () => {
  const lines: string[] = [];
  const worlds = [0.8, 0.9].map((areaUnderCurve, seed) => ({
    seed,
    areaUnderCurve,
    averagePrecision: 0.7,
    cardPrecision: 0.3,
  }));
  printWorlds(worlds, (line) => lines.push(line));
  expect(lines.slice(2)).toEqual([
    '| 0 | 0.8000 | 0.7000 | 0.3000 |',
    '| 1 | 0.9000 | 0.7000 | 0.3000 |',
    '| mean | 0.8500 | 0.7000 | 0.3000 |',
  ]);
});
