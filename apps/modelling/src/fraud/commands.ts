import { openProgress, readOptions, required, text, whole } from '@mayfly/command-line';
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
  backtest,
  'generate-world': generate,
  calibrate,
  'fraud-baseline': writeBaseline,
  ...trainingCommands,
};

async function backtest(args: readonly string[], print: Print): Promise<number> {
  const { transactions, out, model } = readOptions(args, {
    transactions: required(readableFile),
    out: required(text('the file that is written')),
    model: readableFile,
  });
  const trees = loadTrees(model ?? modelFile(versionInForce));
  const progress = openProgress();
  const startedAtMs = Date.now();
  const result = await runBacktest(transactions, out, trees, progress.say);
  progress.end();
  const seconds = ((Date.now() - startedAtMs) / 1_000).toFixed(0);
  print(`${result.transactions} transactions, ${result.frauds} of them fraud, scored in ${seconds} s\n`);
  if (result.weeks.length > 0) printWeeks(result.weeks, print);
  else print('No measures: they take three weeks, of labels, of delay and of test.');
  return 0;
}

function generate(args: readonly string[], print: Print): Promise<number> {
  const { seed, out, days } = readOptions(args, {
    seed: required(whole(0, 2 ** 31 - 1)),
    out: required(text('the file that is written')),
    days: whole(1, mostDays, handbookSize.days),
  });
  const progress = openProgress();
  const transactions = generateWorld(out, { ...handbookSize, days, seed }, progress.say);
  progress.end();
  print(`${transactions} transactions in ${out}`);
  return Promise.resolve(0);
}
