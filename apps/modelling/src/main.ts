import { version } from '../package.json';
import { runScorecard } from './scorecard/commands/run-scorecard';
import { openScreen } from './scorecard/screen';

const usage = `usage: modelling <command>

  scorecard   train, score, report: credit scorecards`;

async function main([command, ...args]: readonly string[]): Promise<number> {
  const screen = openScreen(process.stdout, process.stderr);
  if (command === 'scorecard') return runScorecard(args, screen, version);
  screen.print(usage);
  return 2;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
