import { runScorecard } from '../src/scorecard/commands/run-scorecard';
import type { Screen } from '../src/scorecard/screen';
import type { temporaryFolder } from './applicants';

/** How a command ended, and everything that it said. */
export interface Run {
  readonly code: number;
  readonly said: string;
}

/** Runs a command of `scorecard`. */
export async function run(...args: string[]): Promise<Run> {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const nothing = (): void => undefined;
  const screen: Screen = { print: say, warn: say, complain: say, progress: nothing, clear: nothing };
  const code = await runScorecard(args, screen, '0.1.0');
  return { code, said: said.join('\n') };
}

/** Trains on a table of drawn applicants, as `model.json` of the folder. */
export function trainOn(
  folder: ReturnType<typeof temporaryFolder>,
  content: string,
  ...more: string[]
): Promise<Run> {
  const data = folder.write('table.csv', content);
  const given = [
    '--data',
    data,
    '--target',
    'outcome',
    '--bad',
    'defaulted',
    '--out',
    folder.path('model.json'),
  ];
  return run('train', ...given, '--special', '-9', '--folds', '2', ...more);
}
