import { WrongOption, wrongValue } from '@mayfly/command-line';
import { InvalidScorecard } from '@mayfly/scorecard';
import { BadTable } from '../../table/bad-table';
import type { Screen } from '../screen';
import { score } from './score';
import { train } from './train';

const usage = `usage: scorecard <command>

  train   fits a scorecard on a table of applicants whose outcome is known
          --data FILE.csv --target COLUMN --bad VALUE --out FILE.json
          [--exclude A,B]            columns that must play no part
          [--special VALUE,…]        codes that are classes of their own, as empty cells are
          [--monotone COL:asc,…]     asc: the higher the value, the higher the risk; desc: the lower
          [--ratio NAME=A/B,…]       characteristics computed from columns; also NAME=A/B-C, which is A/(B-C)
          [--folds 5] [--seed 1]
  score   adds probability (of the bad outcome), score, points and reasons to every row
          --model FILE.json --data FILE.csv --out FILE.csv
  report  writes the scorecard and its curves as one page
          --model FILE.json --out FILE.html

exit codes: 0 done, 1 unexpected failure, 2 wrong use or no such file, 3 bad table, 4 bad scorecard file`;

/** Runs one command and returns its exit code; says on the screen what went wrong. */
export async function runScorecard(
  args: readonly string[],
  screen: Screen,
  version: string,
): Promise<number> {
  const [command, ...rest] = args;
  try {
    switch (command) {
      case 'train':
        await train(rest, screen, version);
        return 0;
      case 'score':
        await score(rest, screen);
        return 0;
      case 'report':
        // Only this command draws: the others start without the plotting library.
        await (await import('./report.js')).report(rest, screen);
        return 0;
      case undefined:
      case '--help':
        screen.print(usage);
        return 0;
      default:
        throw wrongValue('scorecard', 'train, score or report', command);
    }
  } catch (error) {
    screen.clear();
    const code = exitCodeOf(error);
    if (code === 1 || error instanceof WrongOption) throw error;
    screen.complain(messageOf(error));
    return code;
  }
}

function exitCodeOf(error: unknown): number {
  if (isFileError(error)) return 2;
  if (error instanceof BadTable) return 3;
  return error instanceof InvalidScorecard ? 4 : 1;
}

function isFileError(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR';
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
