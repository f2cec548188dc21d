import { randomInt } from 'node:crypto';
import { flag, readArguments, wrongValue } from '@mayfly/command-line';
import { Scene } from '../client/scene';
import { type Faults, faultsOption, harmlessFaults } from '../network/faults';
import { FaultyTransport } from '../network/faulty-transport';
import { openTransport } from '../network/open-transport';
import { printFaults } from '../network/print-faults';
import { link, seed as seedOption, systemOptions, transports } from '../options';
import { playOver } from './play-over';
import type { Played } from './play-scenario';
import { readScenarios } from './read-scenarios';
import { printPlayed, printReport } from './report';
import type { Scenario } from './scenario';

/** Plays scenarios against the running system, several at once; 1 when one does not come out as its file says. */
export async function scenariosCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<number> {
  const { values, names } = readArguments(args, {
    ...systemOptions(env),
    transport: transports,
    link,
    seed: seedOption,
    faults: faultsOption(harmlessFaults),
    list: flag,
  });
  const scenarios = named(readScenarios(), names);
  if (values.list) {
    for (const { name, what } of scenarios) print(`${name.padEnd(40)} ${what}`);
    return 0;
  }
  const seed = values.seed ?? randomInt(1_000_000);
  const playing = {
    seed,
    cardDatabaseUrl: needed(env, 'CARD_DATABASE_URL'),
    assessmentDatabaseUrl: needed(env, 'ASSESSMENT_DATABASE_URL'),
    onPlayed: (one: Played) => {
      printPlayed(one, print);
    },
  };
  const playable = scenarios.filter((one) => isPlayable(one, env, print));
  const played: Played[] = [];
  for (const transport of values.transport) {
    const scene = await Scene.open(values.url, values['operator-key']);
    for (const [group, faults] of byFaults(playable, values.faults)) {
      const faulty = new FaultyTransport(openTransport(transport, scene, env, values.link), faults, seed);
      played.push(...(await playOver(faulty, scene, group, playing)));
      printFaults(faulty, print);
    }
  }
  printReport(played, seed, print);
  return played.every(({ deviations }) => deviations.length === 0) ? 0 : 1;
}

/** What counts tries is played without faults. */
function byFaults(
  scenarios: readonly Scenario[],
  faults: Faults,
): readonly (readonly [readonly Scenario[], Faults])[] {
  if (Object.keys(faults).length === 0) return [[scenarios, {}]];
  return [
    [scenarios.filter(({ countsTries = false }) => !countsTries), faults] as const,
    [scenarios.filter(({ countsTries = false }) => countsTries), {}] as const,
  ].filter(([group]) => group.length > 0);
}

/** Whether the running system is set up for it; if not, says so. */
export function isPlayable(
  { name, needs }: Scenario,
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): boolean {
  const { standInMinor = 0 } = needs ?? {};
  if (Number(env['STAND_IN_MINOR'] ?? 0) >= standInMinor) return true;
  print(`- ${name} is not played: the system has to stand in up to ${standInMinor} (STAND_IN_MINOR)`);
  return false;
}

function named(scenarios: readonly Scenario[], names: readonly string[]): readonly Scenario[] {
  const unknown = names.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown.length > 0) throw wrongValue('NAME', 'one of those that --list names', unknown.join(', '));
  return scenarios.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** A setting of the running system. */
export function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: is a system running? npm start writes it down`);
  return value;
}
