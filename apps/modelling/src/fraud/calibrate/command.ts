import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openProgress, readOptions, text, WrongOption, type Option } from '@mayfly/command-line';
import type { ScoredTransaction } from '../backtest/scored-transaction';
import { readableFile } from '../readable-file';
import { loadTrees, modelFile, thresholdFile, versionInForce } from '../model-in-force';
import { scoreWorld, testWorld } from '../training/score-world';
import { chooseThreshold, type Costs, type Threshold } from './choose-threshold';
import { readScored } from './read-scores';

/** Worlds that neither training nor evaluation uses. */
const calibrationSeeds = [2001, 2002, 2003];

/** A fraud costs its amount, on average some 140 units in a world, and 20 for handling; a refusal some goodwill. */
const usualCosts: Costs = { fraudPassed: 160, goodRefused: 15 };

/** Labels of the first two weeks of a file were too young to have taught the scores anything. */
const skippedDays = 14;

type Print = (line: string) => void;

/** Chooses the threshold of the fraud model in force from costs, prints what it leads to, and writes it. */
export async function calibrate(args: readonly string[], print: Print): Promise<number> {
  const {
    'fraud-passed': fraudPassed,
    'good-refused': goodRefused,
    transactions,
    scores,
    out,
  } = readOptions(args, {
    'fraud-passed': cost(usualCosts.fraudPassed),
    'good-refused': cost(usualCosts.goodRefused),
    transactions: readableFile,
    scores: readableFile,
    out: text('the file that is written', thresholdFile(versionInForce)),
  });
  const costs = { fraudPassed, goodRefused };
  if ((transactions === undefined) !== (scores === undefined)) {
    throw new WrongOption('--transactions FILE.csv and --scores FILE.csv go together');
  }
  const [cases, source] =
    transactions === undefined || scores === undefined
      ? [scoreWorlds(), `worlds ${calibrationSeeds.join(', ')}`]
      : [await readCases(transactions, scores), basename(transactions)];
  const chosen = chooseThreshold(cases, costs);
  printChoice(chosen, costs, print);
  const content = { model: versionInForce, ...chosen, costs, source, transactions: cases.length };
  writeFileSync(out, `${JSON.stringify(content, null, 2)}\n`);
  print(`written to ${out}`);
  return 0;
}

/** In any one unit. */
function cost(otherwise: number): Option<number> {
  return {
    be: 'a cost above 0',
    otherwise,
    read: (text) => (Number(text) > 0 && Number(text) < Infinity ? Number(text) : undefined),
  };
}

function scoreWorlds(): ScoredTransaction[] {
  const trees = loadTrees(modelFile(versionInForce));
  const progress = openProgress();
  const scored = calibrationSeeds.flatMap((seed) =>
    scoreWorld(trees, testWorld(seed), (day) => {
      progress.say(`scoring world ${seed}, one of ${calibrationSeeds.join(', ')}: day ${day}`);
    }),
  );
  progress.end();
  return scored;
}

async function readCases(transactions: string, scores: string): Promise<ScoredTransaction[]> {
  const cases: ScoredTransaction[] = [];
  let firstDay: number | undefined;
  for await (const scored of readScored(transactions, scores)) {
    firstDay ??= scored.day;
    if (scored.day >= firstDay + skippedDays) cases.push(scored);
  }
  if (cases.length === 0) throw new Error(`${transactions} has no transactions after its first two weeks`);
  return cases;
}

function printChoice(chosen: Threshold, costs: Costs, print: Print): void {
  const frauds = chosen.fraudsRefused + chosen.fraudsPassed;
  const goods = chosen.goodRefused + chosen.goodPassed;
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;
  print(`a fraud passed costs ${costs.fraudPassed}, a good customer refused ${costs.goodRefused}`);
  print(`refuse from a score of ${chosen.threshold.toPrecision(6)} on`);
  print(
    `  frauds refused          ${chosen.fraudsRefused} of ${frauds}, ${percent(chosen.fraudsRefused, frauds)}`,
  );
  print(`  good customers refused  ${chosen.goodRefused} of ${goods}, ${percent(chosen.goodRefused, goods)}`);
  print(`  cost                    ${chosen.cost}, without the model ${frauds * costs.fraudPassed}`);
}
