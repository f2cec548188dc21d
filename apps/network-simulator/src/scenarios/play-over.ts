import type { Scene } from '../client/scene';
import type { Transport } from '../network/said';
import { Random } from '@mayfly/fraud-world';
import type { Played } from './play-scenario';
import { playTogether } from './play-together';
import type { Scenario } from './scenario';
import { World, type WorldAddresses } from './world';

/** How a run is played, and who is told of each scenario that has ended. */
export interface Playing extends WorldAddresses {
  /** The same seed, the same order. */
  readonly seed: number;
  readonly onPlayed: (played: Played) => void;
}

/** More than any scenario says. */
const stansEach = 1_000;

/** Plays the scenarios over one transport, and closes it. */
export async function playOver(
  transport: Transport,
  scene: Scene,
  scenarios: readonly Scenario[],
  { seed, onPlayed, ...addresses }: Playing,
): Promise<Played[]> {
  const world = new World(addresses);
  const stansOf = (scenario: Scenario): (() => string) => stansAfter(scenarios.indexOf(scenario) * stansEach);
  try {
    return await playTogether(
      { scene, transport, world, stansOf },
      scenarios,
      new Random(seed, 'scenarios'),
      onPlayed,
    );
  } finally {
    await Promise.all([transport.close(), world.close()]);
  }
}

/** Six digits, one after the other. */
function stansAfter(before: number): () => string {
  let stan = before;
  return () => {
    stan += 1;
    return String(stan).padStart(6, '0');
  };
}
