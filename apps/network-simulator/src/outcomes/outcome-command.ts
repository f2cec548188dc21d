import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { reasonCodes } from '@mayfly/contracts';
import { Scene } from '../client/scene';
import { openTransport } from '../network/open-transport';
import { playOver } from '../scenarios/play-over';
import { readScenarios } from '../scenarios/read-scenarios';
import { printPlayed } from '../scenarios/report';
import type { Scenario } from '../scenarios/scenario';
import { needed, transportsOf, type System } from '../scenarios/scenarios-command';
import { printInList, printRecipe } from './print-recipe';
import { reasonsNamed, recipeOf } from './recipe';

type Print = (line: string) => void;

const usage =
  'usage: npm run outcome -- [REASON|KIND] [--transport http|iso8583|both] [--link NAME]; without a name, all of them';

/** Makes a reason happen in the running system, and says how; 1 when it did not come out, 2 when there is no such reason. */
export async function outcomeCommand(
  args: readonly string[],
  system: System,
  env: NodeJS.ProcessEnv,
  print: Print,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      transport: { type: 'string', default: 'http' },
      link: { type: 'string' },
    },
  });
  const transports = transportsOf(values.transport);
  const [name, ...more] = positionals;
  if (transports === undefined || more.length > 0) {
    print(usage);
    return 2;
  }
  const scenarios = readScenarios();
  const codes = name === undefined ? [] : reasonsNamed(name);
  if (codes.length === 0) {
    if (name !== undefined)
      print(`There is no reason ${name}. These there are, with their answers (Visa/Mastercard):`);
    for (const code of reasonCodes) printInList(code, recipeOf(code, scenarios), print);
    return name === undefined ? 0 : 2;
  }
  const toPlay = new Set<Scenario>();
  for (const code of codes) {
    const recipe = recipeOf(code, scenarios);
    printRecipe(code, recipe, print);
    if (typeof recipe !== 'string') toPlay.add(recipe.scenario);
  }
  const playable = [...toPlay].filter(
    ({ needs }) => Number(env['STAND_IN_MINOR'] ?? 0) >= (needs?.standInMinor ?? 0),
  );
  if (playable.length < toPlay.size)
    print('The running system would have to stand in: STAND_IN_MINOR, docs/operation.md.');
  let broken = toPlay.size - playable.length;
  for (const transport of playable.length === 0 ? [] : transports) {
    const scene = await Scene.open(system.url, system.operatorKey);
    const way = openTransport(transport, scene, env, values.link);
    const played = await playOver(way, scene, playable, {
      cardDatabaseUrl: needed(env, 'CARD_DATABASE_URL'),
      assessmentDatabaseUrl: needed(env, 'ASSESSMENT_DATABASE_URL'),
      seed: randomInt(1_000_000),
      onPlayed: (one) => {
        printPlayed(one, print);
      },
    });
    broken += played.filter(({ deviations }) => deviations.length > 0).length;
  }
  return broken === 0 ? 0 : 1;
}
