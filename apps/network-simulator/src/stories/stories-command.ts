import { noNames, readOptions, systemOptions } from '../options';
import { stories, tellStories } from './tell-stories';

export const storiesUsage = 'usage: network-simulator stories [NAME…] [--url URL] [--operator-key KEY]';
export const listUsage = 'usage: network-simulator list';

/** Tells the named stories, or all; 1 when one did not end as it should. */
export async function storiesCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> {
  const { values, names } = readOptions(args, systemOptions(env));
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
  noNames(readOptions(args, {}).names);
  for (const { name, title } of stories) print(`${name.padEnd(30)} ${title}`);
  return 0;
}
