import type { Scene } from '../apps/network-simulator/src/client/scene';
import { HttpTransport } from '../apps/network-simulator/src/network/http-transport';
import type { Transport } from '../apps/network-simulator/src/network/said';
import { overLine, playOver } from '../apps/network-simulator/src/scenarios/play-over';
import type { Played } from '../apps/network-simulator/src/scenarios/play-scenario';
import { readScenarios } from '../apps/network-simulator/src/scenarios/read-scenarios';
import type { Scenario } from '../apps/network-simulator/src/scenarios/scenario';
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

  beforeAll(async () => {
    // Purchases above the amount to stand in for are declined at the deadline: scenarios of both kinds fit into one system.
    mayfly = await RunningMayfly.start({ env: { STAND_IN_MINOR: '5000', DECISION_DEADLINE_MS: '2500' } });
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

  it('leave nothing behind that breaks an invariant, although they have set the clock ahead', async () => {
    expect(await mayfly.violations()).toEqual([]);
  }, 90_000);
});

function transportOf({ system }: RunningMayfly, scene: Scene, way: string): Transport {
  if (way === 'http') return new HttpTransport(scene.network, 'visa');
  const link = system.links.find(({ dialect }) => dialect === way);
  if (link === undefined) throw new Error(`there is no line in ${way}`);
  return overLine(link);
}
