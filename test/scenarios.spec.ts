import { reasonCodes, reasonOf, type ReasonCode } from '@mayfly/contracts';
import type { Scene } from '../apps/network-simulator/src/client/scene';
import { openTransport } from '../apps/network-simulator/src/network/open-transport';
import type { Transport } from '../apps/network-simulator/src/network/said';
import { type Recipe, recipeOf } from '../apps/network-simulator/src/outcomes/recipe';
import { playOver } from '../apps/network-simulator/src/scenarios/play-over';
import type { Played } from '../apps/network-simulator/src/scenarios/play-scenario';
import { readScenarios } from '../apps/network-simulator/src/scenarios/read-scenarios';
import type { Scenario } from '../apps/network-simulator/src/scenarios/scenario';
import { type CommandOutcome, runCommand } from './support/command';
import { RunningMayfly } from './support/running-mayfly';

const scenarios = readScenarios();
const inEveryDialect = scenarios.filter(({ name }) => name === 'increment-approved');

/** What is played over what: all of them over HTTP and in the dialect of the first line, one in every other dialect. */
const ways: readonly { readonly way: string; readonly some: readonly Scenario[] }[] = [
  { way: 'http', some: scenarios },
  { way: 'asciiBinary', some: scenarios },
  { way: 'bcdBinary', some: inEveryDialect },
  { way: 'ebcdicBinary', some: inEveryDialect },
];

describe('the scenarios', () => {
  let mayfly: RunningMayfly;
  const played = new Map<string, Played>();
  const outcome = (...args: readonly string[]): Promise<CommandOutcome> =>
    runCommand(mayfly, 'network-simulator', 'outcome', ...args);

  beforeAll(async () => {
    // Purchases above the amount to stand in for are declined at the deadline: scenarios of both kinds fit into one system.
    mayfly = await RunningMayfly.start({ env: { STAND_IN_MINOR: '5000', DECISION_DEADLINE_MS: '4000' } });
    const { cardDatabaseUrl, assessmentDatabaseUrl } = mayfly.system;
    for (const { way, some } of ways) {
      const scene = await mayfly.stage();
      const onPlayed = (one: Played): void => void played.set(`${way} ${one.scenario.name}`, one);
      const playing = { cardDatabaseUrl, assessmentDatabaseUrl, seed: 1, onPlayed };
      await playOver(transportOf(mayfly, scene, way), scene, some, playing);
    }
  }, 180_000);

  afterAll(() => mayfly.stop(), 30_000);

  it.each(ways.flatMap(({ way, some }) => some.map(({ name, what }) => ({ way, name, what }))))(
    '$way, $name: $what',
    ({ way, name }) => {
      const { deviations = ['it was not played'], dump } = played.get(`${way} ${name}`) ?? {};
      expect({ deviations, dump }).toEqual({ deviations: [] });
    },
  );

  it.each(reasonCodes.map((code) => ({ code, recipe: recipeOf(code, scenarios) })).filter(isReached))(
    'bring about $code, over HTTP and over ISO 8583',
    ({ recipe }) => {
      for (const way of ['http', 'asciiBinary'])
        expect(played.get(`${way} ${recipe.scenario.name}`)).toMatchObject({ deviations: [] });
    },
  );

  it('are recipes: the command brings a reason about over both, and says what the customer is told', async () => {
    const { exitCode, printed } = await outcome('under_age', '--transport', 'both');
    expect(printed).toContain('identity.birthDate "2012-05-01"');
    expect(printed).toContain('Visa 57 (category 1), Mastercard 57 (advice 03)');
    expect(printed).toContain(reasonOf('under_age').customer.whatHappened);
    for (const way of ['http', 'iso8583']) expect(printed).toMatch(new RegExp(`✓ ${way} +under-age`));
    expect(exitCode).toBe(0);
  });

  it('are named by the command for every reason, and why there is none for some', async () => {
    const all = await outcome();
    for (const code of reasonCodes)
      expect(all.printed).toMatch(new RegExp(`^${code} +\\w\\w/\\w\\w  \\S`, 'm'));
    expect(all.exitCode).toBe(0);
    expect(await outcome('internal_error')).toMatchObject({
      exitCode: 0,
      printed: expect.stringContaining('cannot be brought about: A fault of ours') as string,
    });
  });

  it('make the command end with 2 for a reason that there is not, and with 1 where the system does not stand in', async () => {
    const unknown = await outcome('too_rich');
    expect(unknown).toMatchObject({ exitCode: 2 });
    expect(unknown.printed).toContain('There is no reason too_rich.');
    expect(unknown.printed).toContain('under_age');
    expect(await outcome('approved_in_stand_in')).toMatchObject({ exitCode: 1 });
  });

  it('leave nothing behind that breaks an invariant, although they have set the clock ahead', async () => {
    expect(await mayfly.violations()).toEqual([]);
  }, 90_000);
});

interface Reached {
  readonly code: ReasonCode;
  readonly recipe: Recipe;
}

function isReached(one: { code: ReasonCode; recipe: Recipe | string }): one is Reached {
  return typeof one.recipe !== 'string';
}

function transportOf({ system }: RunningMayfly, scene: Scene, way: string): Transport {
  const env = { MAYFLY_ISO8583_LINKS: JSON.stringify(system.links) };
  const link = system.links.find(({ dialect }) => dialect === way);
  return openTransport(link === undefined ? 'http' : 'iso8583', scene, env, link?.name);
}
