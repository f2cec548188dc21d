import { runProgram } from '@mayfly/command-line';
import { version } from '../package.json';
import { fraudCommands } from './fraud/commands';
import { runScorecard } from './scorecard/commands/run-scorecard';
import { openScreen } from './scorecard/screen';

/** A command: its arguments in, the exit code out. */
interface Command {
  readonly usage: string;
  readonly run: (args: readonly string[], print: (line: string) => void) => Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  scorecard: {
    usage: 'train | score | report: credit scorecards',
    run: (args) => runScorecard(args, openScreen(process.stdout, process.stderr), version),
  },
  ...fraudCommands,
};

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command.run(args, print);
  print('usage: modelling <command>\n');
  for (const [known, { usage }] of Object.entries(commands)) print(`  ${known.padEnd(15)} ${usage}`);
  return 2;
}

runProgram(main(process.argv.slice(2)));
