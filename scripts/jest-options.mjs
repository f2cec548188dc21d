/** Arguments that go to Jest are tried on it before anything is compiled. */
import { refuse } from './commands.mjs';
import { CommandFailed, node } from './prepare.mjs';

/** Ends the process when Jest does not know an option. */
export async function jestOptions(name, args) {
  if (!args.some((arg) => arg.startsWith('-'))) return;
  // It takes any option for its opposite.
  const tried = args.map((arg) => arg.replace(/^--no-/, '--'));
  await node(['node_modules/jest/bin/jest.js', '--showConfig', ...tried], { quiet: true }).catch((error) => {
    if (!(error instanceof CommandFailed)) throw error;
    const [, option] = /Unrecognized option "([^"]+)"/.exec(error.message) ?? [];
    if (option === undefined) throw error;
    refuse(name, `Jest has no option ${args.find((arg) => arg === `--no-${option}`) ?? `--${option}`}`);
  });
}
