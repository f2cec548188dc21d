import { readOptions } from '@mayfly/command-line';
import { positive, systemOptions } from '../options';
import { runGuessing } from './run-guessing';
import { printGuessing } from './print-guessing';

/** Lets two networks guess at the running system; 1 when they found more than is admitted, or something got no answer. */
export async function guessCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> {
  const values = readOptions(args, {
    ...systemOptions(env),
    guesses: positive(20_000),
    rate: positive(500),
    honest: positive(10),
  });
  const result = await runGuessing(
    { url: values.url, operatorKey: values['operator-key'] },
    { guesses: values.guesses, ratePerSecond: values.rate, honestPerSecond: values.honest },
  );
  return printGuessing(result, print);
}
