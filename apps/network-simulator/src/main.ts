import { guessCommand, guessUsage } from './guessing/guess-command';
import { loadCommand, loadUsage } from './load/load-command';
import { WrongArgument } from './options';
import { outcomeCommand, outcomeUsage } from './outcomes/outcome-command';
import { scenariosCommand, scenariosUsage } from './scenarios/scenarios-command';
import { listCommand, listUsage, storiesCommand, storiesUsage } from './stories/stories-command';

interface Command {
  readonly usage: string;
  /** Gives the exit code. @throws WrongArgument when an argument is not what it has to be */
  readonly run: (
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    print: (line: string) => void,
  ) => number | Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  stories: { usage: storiesUsage, run: storiesCommand },
  list: { usage: listUsage, run: listCommand },
  scenarios: { usage: scenariosUsage, run: scenariosCommand },
  outcome: { usage: outcomeUsage, run: outcomeCommand },
  load: { usage: loadUsage, run: loadCommand },
  guess: { usage: guessUsage, run: guessCommand },
};
const [name = '', ...args] = process.argv.slice(2);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    complain(
      `usage: network-simulator ${Object.keys(commands).join('|')} [--url URL] [--operator-key KEY] …`,
    );
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    print(command.usage);
    return 0;
  }
  try {
    return await command.run(args, process.env, print);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    if (!(error instanceof WrongArgument)) return 1;
    complain(`\n${command.usage}`);
    return 2;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
