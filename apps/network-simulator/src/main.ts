import { runProgram, wrongValue } from '@mayfly/command-line';
import { guessCommand } from './guessing/guess-command';
import { loadCommand } from './load/load-command';
import { outcomeCommand } from './outcomes/outcome-command';
import { scenariosCommand } from './scenarios/scenarios-command';
import { listCommand, storiesCommand } from './stories/stories-command';

/** Gives the exit code. @throws WrongOption when an argument is not what it has to be */
type Command = (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
) => number | Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  stories: storiesCommand,
  list: listCommand,
  scenarios: scenariosCommand,
  outcome: outcomeCommand,
  load: loadCommand,
  guess: guessCommand,
};
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw wrongValue('network-simulator', `one of ${Object.keys(commands).join(', ')}`, name);
  return command(args, process.env, print);
}

runProgram(main(process.argv.slice(2)));
