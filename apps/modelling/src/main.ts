import { runProgram, wrongValue } from '@mayfly/command-line';
import { version } from '../package.json';
import { fraudCommands } from './fraud/commands';
import { runScorecard } from './scorecard/commands/run-scorecard';
import { openScreen } from './scorecard/screen';

/** A command: its arguments in, the exit code out. */
type Command = (args: readonly string[], print: (line: string) => void) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  scorecard: (args) => runScorecard(args, openScreen(process.stdout, process.stderr), version),
  ...fraudCommands,
};

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw wrongValue('modelling', `one of ${Object.keys(commands).join(', ')}`, name);
  return command(args, print);
}

runProgram(main(process.argv.slice(2)));
