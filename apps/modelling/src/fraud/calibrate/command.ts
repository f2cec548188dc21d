import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { ScoredTransaction } from '../backtest/scored-transaction';
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
  const { values } = parseArgs({
    args: [...args],
    options: {
      'fraud-passed': { type: 'string', default: String(usualCosts.fraudPassed) },
      'good-refused': { type: 'string', default: String(usualCosts.goodRefused) },
      transactions: { type: 'string' },
      scores: { type: 'string' },
      out: { type: 'string', default: thresholdFile(versionInForce) },
    },
  });
  const costs = { fraudPassed: Number(values['fraud-passed']), goodRefused: Number(values['good-refused']) };
  if (!(costs.fraudPassed > 0 && costs.goodRefused > 0)) {
    throw new Error('--fraud-passed and --good-refused are costs above 0, in any one unit');
  }
  if ((values.transactions === undefined) !== (values.scores === undefined)) {
    throw new Error('--transactions FILE.csv and --scores FILE.csv go together');
  }
  const [cases, source] =
    values.transactions === undefined || values.scores === undefined
      ? [scoreWorlds(print), `worlds ${calibrationSeeds.join(', ')}`]
      : [await readCases(values.transactions, values.scores), basename(values.transactions)];
  const chosen = chooseThreshold(cases, costs);
  printChoice(chosen, costs, print);
  const content = { model: versionInForce, ...chosen, costs, source, transactions: cases.length };
  writeFileSync(values.out, `${JSON.stringify(content, null, 2)}\n`);
  print(`written to ${values.out}`);
  return 0;
}

function scoreWorlds(print: Print): ScoredTransaction[] {
  const trees = loadTrees(modelFile(versionInForce));
  return calibrationSeeds.flatMap((seed) => {
    print(`scoring world ${seed}`);
    return scoreWorld(trees, testWorld(seed));
  });
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
