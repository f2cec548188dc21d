import { writeFileSync } from 'node:fs';
import { readOptions, required, text } from '@mayfly/command-line';
import { featureNames, type FraudTrees } from '@mayfly/fraud-model';
import { handbookSize, type WorldSize } from '@mayfly/fraud-world';
import { meanOf, type Measures } from '../backtest/print-weeks';
import { measureLastWeeks } from '../backtest/run-backtest';
import { loadTrees } from '../model-in-force';
import { printWorlds } from './print-worlds';
import { scoreWorld, testWorld } from './score-world';
import { seedsOption } from './seeds';
import { rowHead, writeTrainingRows } from './training-rows';

type Print = (line: string) => void;

/** The first days of a training world teach what to make of customers and terminals without a history. */
const trainingDays = 125;

/** The two steps of training that are done here, so that training sees what the worker will see; train.sh calls them. */
export const trainingCommands = { 'training-rows': rows, 'evaluate-fraud': evaluate };

/** Writes rows for training to a file, and their columns to one beside it. */
function rows(args: readonly string[], print: Print): Promise<number> {
  const { seeds, out } = readOptions(args, {
    seeds: seedsOption,
    out: required(text('the file that is written')),
  });
  writeFileSync(`${out}.columns.json`, JSON.stringify([...rowHead, ...featureNames]));
  print(`${writeTrainingRows(out, seeds.map(trainingWorld), print)} rows in ${out}`);
  return Promise.resolve(0);
}

/** Prints the measures of a model on each of the worlds. */
function evaluate(args: readonly string[], print: Print): Promise<number> {
  const { seeds, model } = readOptions(args, { seeds: seedsOption, model: required(text('a model')) });
  printWorlds(measures(loadTrees(model), seeds.map(testWorld)), print);
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
