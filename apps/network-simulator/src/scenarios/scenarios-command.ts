import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Scene } from '../client/scene';
import { openTransport } from '../network/open-transport';
import type { Transport } from '../network/said';
import { playOver } from './play-over';
import type { Played } from './play-scenario';
import { readScenarios } from './read-scenarios';
import { printPlayed, printReport } from './report';
import type { Scenario } from './scenario';

const usage = `usage: npm run scenarios -- [NAME…] [--transport http|iso8583|both] [--link NAME] [--seed N] [--list]

  plays the scenarios of apps/network-simulator/scenarios, all or the named ones, against the running system, several at once,
  and exits 1 when one does not come out as its file says. Some set the clock of the system ahead, for good.

  --transport   http when left out
  --link        the line to use, of those that npm start prints: local-asciiBinary when left out
  --seed        plays them in the order of an earlier run, which printed it
  --list        their names, and what each shows`;

/** Where the running system is; the environment's names for it are those of .mayfly/running.json. */
export interface System {
  readonly url: string;
  readonly operatorKey: string;
}

/** The command; gives its exit code. */
export async function scenariosCommand(
  args: readonly string[],
  system: System,
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      transport: { type: 'string', default: 'http' },
      link: { type: 'string' },
      seed: { type: 'string' },
      list: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    print(usage);
    return 0;
  }
  const scenarios = named(readScenarios(), positionals);
  if (values.list) {
    for (const { name, what } of scenarios) print(`${name.padEnd(40)} ${what}`);
    return 0;
  }
  const names = transportsOf(values.transport);
  const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
  if (names === undefined || !Number.isSafeInteger(seed)) {
    print(usage);
    return 2;
  }
  const playable = scenarios.filter(
    ({ needs }) => Number(env['STAND_IN_MINOR'] ?? 0) >= (needs?.standInMinor ?? 0),
  );
  for (const { name, needs } of scenarios.filter((one) => !playable.includes(one))) {
    print(
      `- ${name} is not played: the system has to stand in up to ${needs?.standInMinor ?? 0} (STAND_IN_MINOR)`,
    );
  }
  const playing = {
    cardDatabaseUrl: needed(env, 'CARD_DATABASE_URL'),
    assessmentDatabaseUrl: needed(env, 'ASSESSMENT_DATABASE_URL'),
    seed,
    onPlayed: (one: Played) => {
      printPlayed(one, print);
    },
  };
  const played: Played[] = [];
  for (const name of names) {
    const scene = await Scene.open(system.url, system.operatorKey);
    const transport = openTransport(name, scene, env, values.link);
    played.push(...(await playOver(transport, scene, playable, playing)));
  }
  printReport(played, seed, print);
  return played.every(({ deviations }) => deviations.length === 0) ? 0 : 1;
}

/** The ways that a word of --transport stands for; undefined for any other word. */
export function transportsOf(word: string): readonly Transport['name'][] | undefined {
  if (word === 'both') return ['http', 'iso8583'];
  return word === 'http' || word === 'iso8583' ? [word] : undefined;
}

function named(scenarios: readonly Scenario[], names: readonly string[]): readonly Scenario[] {
  const unknown = names.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown.length > 0) throw new Error(`no scenario is called ${unknown.join(', ')}; --list names them`);
  return scenarios.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** A setting of the running system. */
export function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: is a system running? npm start writes it down`);
  return value;
}
