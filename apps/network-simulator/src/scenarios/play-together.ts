import type { Random } from '@mayfly/fraud-world';
import { Gathering } from './gathering';
import { type Played, playScenario, type Theatre } from './play-scenario';
import type { Scenario } from './scenario';

/** Scenarios that play at the same time. */
const atOnce = 16;

/**
 * Plays the scenarios, several at once, in an order that the numbers give. Those that change the whole system (its clock, its
 * assessment) play after the others, together with those that change it in the same way.
 */
export async function playTogether(
  theatre: Theatre,
  scenarios: readonly Scenario[],
  numbers: Random,
  onPlayed: (played: Played) => void,
): Promise<Played[]> {
  const groups = new Map<string, Scenario[]>();
  for (const scenario of shuffled(scenarios, numbers)) {
    const changes = changesOf(scenario);
    groups.set(changes, [...(groups.get(changes) ?? []), scenario]);
  }
  const played: Played[] = [];
  for (const changes of [...groups.keys()].sort()) {
    const group = groups.get(changes) ?? [];
    const play = async (scenario: Scenario, gathering: Gathering): Promise<void> => {
      const one = await playScenario(theatre, scenario, gathering);
      played.push(one);
      onPlayed(one);
    };
    if (changes === '') await eachOfSome(group, (scenario) => play(scenario, new Gathering(1)));
    else {
      for (let first = 0; first < group.length; first += atOnce) {
        const members = group.slice(first, first + atOnce);
        const gathering = new Gathering(members.length);
        await Promise.all(members.map((scenario) => play(scenario, gathering)));
        await theatre.world.resumeAssessment();
      }
    }
  }
  return played;
}

/** What a scenario does to the whole system, in order. */
function changesOf({ steps }: Scenario): string {
  return steps.flatMap(({ ahead, assessment }) => ahead ?? assessment ?? []).join(' ');
}

async function eachOfSome(
  scenarios: readonly Scenario[],
  play: (scenario: Scenario) => Promise<void>,
): Promise<void> {
  const left = [...scenarios];
  const player = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await play(next);
  };
  await Promise.all(Array.from({ length: atOnce }, player));
}

/** In another order. */
function shuffled<Item>(items: readonly Item[], numbers: Random): Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(numbers.below(left.length), 1));
}
