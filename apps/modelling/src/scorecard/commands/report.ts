import { readFile, writeFile } from 'node:fs/promises';
import { readOptions, required, text } from '@mayfly/command-line';
import { readScorecard } from '@mayfly/scorecard';
import { chartsOf } from '../report/charts';
import { pageOf } from '../report/page';
import type { Screen } from '../screen';

/** `report`: writes a scorecard and its curves as one page. */
export async function report(args: readonly string[], screen: Screen): Promise<void> {
  const { model, out } = readOptions(args, {
    model: required(text('a scorecard')),
    out: required(text('the file that is written')),
  });
  const scorecard = readScorecard(await readFile(model, 'utf8'));
  await writeFile(out, pageOf(scorecard, chartsOf(scorecard)));
  screen.print(`written to ${out}`);
}
