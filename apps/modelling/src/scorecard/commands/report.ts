import { readFile, writeFile } from 'node:fs/promises';
import { readScorecard } from '@mayfly/scorecard';
import { readOptions, required } from '../command-line';
import { chartsOf } from '../report/charts';
import { pageOf } from '../report/page';
import type { Screen } from '../screen';

/** `report`: writes a scorecard and its curves as one page. */
export async function report(args: readonly string[], screen: Screen): Promise<void> {
  const options = readOptions(args, ['model', 'out']);
  const out = required(options, 'out');
  const scorecard = readScorecard(await readFile(required(options, 'model'), 'utf8'));
  await writeFile(out, pageOf(scorecard, chartsOf(scorecard)));
  screen.print(`written to ${out}`);
}
