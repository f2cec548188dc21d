import { randomInt } from 'node:crypto';
import { readArguments, WrongOption } from '@mayfly/command-line';
import { reasonCodes } from '@mayfly/contracts';
import { Scene } from '../client/scene';
import { openTransport } from '../network/open-transport';
import { link, systemOptions, transports } from '../options';
import { playOver } from '../scenarios/play-over';
import { readScenarios } from '../scenarios/read-scenarios';
import { printPlayed } from '../scenarios/report';
import type { Scenario } from '../scenarios/scenario';
import { isPlayable, needed } from '../scenarios/scenarios-command';
import { printInList, printRecipe } from './print-recipe';
import { reasonsNamed, recipeOf } from './recipe';

/** Makes a reason happen in the running system, and says how; 1 when it did not come out, 2 when there is no such reason. */
export async function outcomeCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> {
  const {
    values,
    names: [name, ...more],
  } = readArguments(args, {
    ...systemOptions(env),
    transport: transports,
    link,
  });
  if (more[0] !== undefined) throw new WrongOption(`Unexpected argument '${more[0]}'`);
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
  const playable = [...toPlay].filter((scenario) => isPlayable(scenario, env, print));
  if (playable.length === 0) return toPlay.size === 0 ? 0 : 1;
  const playing = {
    cardDatabaseUrl: needed(env, 'CARD_DATABASE_URL'),
    assessmentDatabaseUrl: needed(env, 'ASSESSMENT_DATABASE_URL'),
    seed: randomInt(1_000_000),
  };
  let broken = toPlay.size - playable.length;
  for (const transport of values.transport) {
    const scene = await Scene.open(values.url, values['operator-key']);
    const way = openTransport(transport, scene, env, values.link);
    const onPlayed = (one: Parameters<typeof printPlayed>[0]): void => {
      printPlayed(one, print);
    };
    const played = await playOver(way, scene, playable, { ...playing, onPlayed });
    broken += played.filter(({ deviations }) => deviations.length > 0).length;
  }
  return broken === 0 ? 0 : 1;
}
