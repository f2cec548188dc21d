import { openProgress, readOptions, wholeNumber, WrongOption } from '@mayfly/command-line';
import { handbookSize } from '@mayfly/fraud-world';
import { printWeeks } from './backtest/print-weeks';
import { runBacktest } from './backtest/run-backtest';
import { writeBaseline } from './baseline/command';
import { calibrate } from './calibrate/command';
import { readableFile } from './readable-file';
import { generateWorld } from './generate-world';
import { loadTrees, modelFile, versionInForce } from './model-in-force';
import { trainingCommands } from './training/commands';

const mostDays = 36_500;

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
  const { values } = readOptions({
    args: [...args],
    options: { transactions: { type: 'string' }, out: { type: 'string' }, model: { type: 'string' } },
  });
  const { transactions, out, model = modelFile(versionInForce) } = values;
  if (transactions === undefined || out === undefined) {
    throw new WrongOption('backtest needs --transactions FILE.csv and --out SCORES.csv');
  }
  const purchases = readableFile('--transactions', transactions);
  const trees = loadTrees(readableFile('--model', model));
  const progress = openProgress(process.stderr);
  const startedAtMs = Date.now();
  const result = await runBacktest(purchases, out, trees, progress.say);
  progress.end();
  const seconds = ((Date.now() - startedAtMs) / 1_000).toFixed(0);
  print(`${result.transactions} transactions, ${result.frauds} of them fraud, scored in ${seconds} s\n`);
  if (result.weeks.length > 0) printWeeks(result.weeks, print);
  else print('No measures: they take three weeks, of labels, of delay and of test.');
  return 0;
}

function generate(args: readonly string[], print: Print): Promise<number> {
  const { values } = readOptions({
    args: [...args],
    options: { seed: { type: 'string' }, out: { type: 'string' }, days: { type: 'string' } },
  });
  if (values.seed === undefined || values.out === undefined)
    throw new WrongOption('generate-world needs --seed N and --out FILE.csv');
  const seed = wholeNumber('--seed', values.seed, [0, 2 ** 31 - 1]);
  const days = wholeNumber('--days', values.days ?? String(handbookSize.days), [1, mostDays]);
  const progress = openProgress(process.stderr);
  const transactions = generateWorld(values.out, { ...handbookSize, days, seed }, progress.say);
  progress.end();
  print(`${transactions} transactions in ${values.out}`);
  return Promise.resolve(0);
}
