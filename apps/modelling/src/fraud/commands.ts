import { parseArgs } from 'node:util';
import { handbookSize } from '@mayfly/fraud-world';
import { printWeeks } from './backtest/print-weeks';
import { runBacktest } from './backtest/run-backtest';
import { writeBaseline } from './baseline/command';
import { calibrate } from './calibrate/command';
import { generateWorld } from './generate-world';
import { loadTrees, modelFile, versionInForce } from './model-in-force';
import { trainingCommands } from './training/commands';

/** Thrown when a command's arguments are not what it takes. */
class WrongArguments extends Error {}

type Print = (line: string) => void;

/** The commands of the fraud model, by name. */
export const fraudCommands = {
  backtest: {
    usage:
      '--transactions FILE.csv --out SCORES.csv [--model FILE.json]: score a file as if live, and measure',
    run: backtest,
  },
  'generate-world': {
    usage: `--seed N --out FILE.csv [--days ${handbookSize.days}]: a made-up world in the handbook's format`,
    run: generate,
  },
  calibrate: {
    usage:
      '[--fraud-passed COST] [--good-refused COST] [--transactions FILE.csv --scores FILE.csv] [--out FILE.json]: choose the threshold',
    run: calibrate,
  },
  'fraud-baseline': {
    usage: '[VERSION]: the spread of scores and features in training, which drift is measured against',
    run: writeBaseline,
  },
  ...trainingCommands,
};

async function backtest(args: readonly string[], print: Print): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { transactions: { type: 'string' }, out: { type: 'string' }, model: { type: 'string' } },
  });
  const { transactions, out, model = modelFile(versionInForce) } = values;
  if (transactions === undefined || out === undefined) {
    throw new WrongArguments('backtest needs --transactions FILE.csv and --out SCORES.csv');
  }
  const startedAtMs = Date.now();
  const result = await runBacktest(transactions, out, loadTrees(model), print);
  const seconds = ((Date.now() - startedAtMs) / 1_000).toFixed(0);
  print(`${result.transactions} transactions, ${result.frauds} of them fraud, scored in ${seconds} s\n`);
  if (result.weeks.length > 0) printWeeks(result.weeks, print);
  else print('No measures: they take three weeks, of labels, of delay and of test.');
  return 0;
}

function generate(args: readonly string[], print: Print): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string' }, out: { type: 'string' }, days: { type: 'string' } },
  });
  const seed = Number(values.seed);
  const days = Number(values.days ?? handbookSize.days);
  if (values.seed === undefined || !Number.isSafeInteger(seed) || seed < 0 || values.out === undefined) {
    throw new WrongArguments('generate-world needs --seed N, a whole number, and --out FILE.csv');
  }
  if (!Number.isSafeInteger(days) || days < 1) throw new WrongArguments('--days is a whole number above 0');
  print(`${generateWorld(values.out, { ...handbookSize, days, seed })} transactions in ${values.out}`);
  return Promise.resolve(0);
}
