import { WrongOption } from './wrong-option';

/**
 * Gives the process the exit code that a command settles with: 2 for a wrong option and 1 for another failure, each told in its own
 * words and without a stack trace.
 */
export function runProgram(command: Promise<number>): void {
  command.then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const lines = [error instanceof Error ? error.message : String(error)];
      // Set by scripts/run.mjs: the name by which the command was called.
      const name = process.env['MAYFLY_COMMAND'];
      const isWrong = error instanceof WrongOption;
      if (isWrong && name !== undefined) lines.push(`npm run ${name} -- --help says what it takes.`);
      process.stderr.write(`${lines.join('\n')}\n`);
      process.exitCode = isWrong ? 2 : 1;
    },
  );
}
