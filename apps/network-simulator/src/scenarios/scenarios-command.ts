import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Scene } from '../client/scene';
import { HttpTransport } from '../network/http-transport';
import { Iso8583Transport } from '../network/iso8583-transport';
import { lineOf, linksOf } from '../network/links';
import type { Transport } from '../network/said';
import { Numbers } from './numbers';
import type { Played, Theatre } from './play-scenario';
import { playTogether } from './play-together';
import { readScenarios } from './read-scenarios';
import { printPlayed, printReport } from './report';
import type { Scenario } from './scenario';
import { World } from './world';

const usage = `usage: npm run scenarios -- [NAME…] [--transport http|iso8583|both] [--link NAME] [--seed N] [--list]

  plays the scenarios of apps/network-simulator/scenarios, all or the named ones, against the running system, several at once,
  and exits 1 when one does not come out as its file says. Some set the clock of the system ahead, for good.

  --transport   http when left out
  --link        the line to use, of those that npm start prints: local-asciiBinary when left out
  --seed        plays them in the order of an earlier run, which printed it
  --list        their names, and what each shows`;

/** Where the running system is; the environment's names for it are those of .mayfly/running.json. */
interface System {
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
  const names = { http: ['http'], iso8583: ['iso8583'], both: ['http', 'iso8583'] }[values.transport];
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
  const played: Played[] = [];
  for (const name of names) {
    const scene = await Scene.open(system.url, system.operatorKey);
    const transport = name === 'http' ? new HttpTransport(scene.network, 'visa') : overLine(env, values.link);
    played.push(...(await playOver(transport, scene, playable, { seed, env, print })));
  }
  printReport(played, seed, print);
  return played.every(({ deviations }) => deviations.length === 0) ? 0 : 1;
}

interface Playing {
  readonly seed: number;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

/** Plays them over one transport, and closes it. */
async function playOver(
  transport: Transport,
  scene: Scene,
  scenarios: readonly Scenario[],
  { seed, env, print }: Playing,
): Promise<Played[]> {
  const world = new World({
    cardDatabaseUrl: needed(env, 'CARD_DATABASE_URL'),
    assessmentDatabaseUrl: needed(env, 'ASSESSMENT_DATABASE_URL'),
  });
  const numbers = new Numbers(seed);
  const theatre: Theatre = { scene, transport, world, nextStan: stansFrom(numbers.below(1_000_000)) };
  try {
    return await playTogether(theatre, scenarios, numbers, (one) => {
      printPlayed(one, print);
    });
  } finally {
    await Promise.all([transport.close(), world.close()]);
  }
}

/** Six digits, one after the other. */
export function stansFrom(first: number): () => string {
  let stan = first;
  return () => {
    stan = (stan % 999_999) + 1;
    return String(stan).padStart(6, '0');
  };
}

function named(scenarios: readonly Scenario[], names: readonly string[]): readonly Scenario[] {
  const unknown = names.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown.length > 0) throw new Error(`no scenario is called ${unknown.join(', ')}; --list names them`);
  return scenarios.filter(({ name }) => names.length === 0 || names.includes(name));
}

function overLine(env: NodeJS.ProcessEnv, wanted: string | undefined): Transport {
  needed(env, 'MAYFLY_ISO8583_LINKS');
  const links = linksOf(env);
  const link = wanted === undefined ? links[0] : links.find(({ name }) => name === wanted);
  if (link === undefined)
    throw new Error(`there is no link ${wanted ?? ''}: ${links.map(({ name }) => name).join(', ')}`);
  return new Iso8583Transport(lineOf(link), link.scheme);
}

function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: is a system running? npm start writes it down`);
  return value;
}
