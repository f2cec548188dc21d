import { readArguments, readOptions } from '@mayfly/command-line';
import { systemOptions } from '../options';
import { stories, tellStories } from './tell-stories';

/** Tells the named stories, or all; 1 when one did not end as it should. */
export async function storiesCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> {
  const { values, names } = readArguments(args, systemOptions(env));
  const system = { url: values.url, operatorKey: values['operator-key'] };
  const broken = await tellStories(system, names, print);
  print(broken === 0 ? 'Every story ended as it should.' : `${broken} stories did not end as they should.`);
  return broken === 0 ? 0 : 1;
}

/** The names of the stories. */
export function listCommand(
  args: readonly string[],
  _env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): number {
  readOptions(args, {});
  for (const { name, title } of stories) print(`${name.padEnd(30)} ${title}`);
  return 0;
}
