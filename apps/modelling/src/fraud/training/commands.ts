import { writeFileSync } from 'node:fs';
import { readOptions } from '@mayfly/command-line';
import { featureNames, type FraudTrees } from '@mayfly/fraud-model';
import { handbookSize, type WorldSize } from '@mayfly/fraud-world';
import { meanOf, type Measures } from '../backtest/print-weeks';
import { measureLastWeeks } from '../backtest/run-backtest';
import { loadTrees } from '../model-in-force';
import { printWorlds } from './print-worlds';
import { scoreWorld, testWorld } from './score-world';
import { seedsOf } from './seeds';
import { rowHead, writeTrainingRows } from './training-rows';

type Print = (line: string) => void;

/** The first days of a training world teach what to make of customers and terminals without a history. */
const trainingDays = 125;

/** The two steps of training that are done here, so that training sees what the worker will see; train.sh calls them. */
export const trainingCommands = {
  'training-rows': {
    usage: '--seeds 1-12 --out FILE.f32: rows for training, and their columns in FILE.f32.columns.json',
    run: rows,
  },
  'evaluate-fraud': {
    usage: '--seeds 1001-1020 --model FILE.json: the measures of a model on each of these worlds',
    run: evaluate,
  },
};

function rows(args: readonly string[], print: Print): Promise<number> {
  const { seeds = '', out = '' } = readOptions({
    args: [...args],
    options: { seeds: { type: 'string' }, out: { type: 'string' } },
  }).values;
  writeFileSync(`${out}.columns.json`, JSON.stringify([...rowHead, ...featureNames]));
  print(`${writeTrainingRows(out, seedsOf(seeds).map(trainingWorld), print)} rows in ${out}`);
  return Promise.resolve(0);
}

function evaluate(args: readonly string[], print: Print): Promise<number> {
  const { seeds = '', model = '' } = readOptions({
    args: [...args],
    options: { seeds: { type: 'string' }, model: { type: 'string' } },
  }).values;
  printWorlds(measures(loadTrees(model), seedsOf(seeds).map(testWorld)), print);
  return Promise.resolve(0);
}

function* measures(
  trees: FraudTrees,
  worlds: readonly WorldSize[],
): Generator<Measures & { readonly seed: number }> {
  for (const world of worlds) {
    yield { seed: world.seed, ...meanOf(measureLastWeeks(scoreWorld(trees, world))) };
  }
}

function trainingWorld(seed: number): WorldSize {
  return { ...handbookSize, days: trainingDays, seed };
}
