import type { Scene } from '../client/scene';
import type { Answer, Transport } from '../network/said';
import { Contradiction, Unanswered } from '../network/unanswered';
import { differencesAfter } from './check-step';
import type { Gathering } from './gathering';
import { performStep } from './perform-step';
import type { Scenario, Step } from './scenario';
import { Stage } from './stage';
import type { World } from './world';

/** Where scenarios play. */
export interface Theatre {
  readonly scene: Scene;
  readonly transport: Transport;
  readonly world: World;
  /** The trace numbers of a scenario: no other message of this run has one of them. */
  readonly stansOf: (scenario: Scenario) => () => string;
}

/** How a scenario ended. */
export interface Played {
  readonly scenario: Scenario;
  readonly transport: Transport['name'];
  /** What was not as expected, first the step; empty when all was. */
  readonly deviations: readonly string[];
  /** The message at which it deviated, and its answer. */
  readonly dump?: string | undefined;
  readonly sent: number;
  readonly answersMs: readonly number[];
  /** Why messages got no answer. */
  readonly unanswered: readonly string[];
}

/** Plays a scenario up to its end or to the first step that does not come out as expected. Never throws. */
export async function playScenario(
  { scene, transport, world, stansOf }: Theatre,
  scenario: Scenario,
  gathering: Gathering,
): Promise<Played> {
  const answersMs: number[] = [];
  const unanswered: string[] = [];
  let sent = 0;
  let last: Answer | undefined;
  let contradiction: Contradiction | undefined;
  const onAnswer = (answer: Answer | undefined, failure?: unknown): void => {
    sent += 1;
    last = answer;
    if (failure instanceof Contradiction) contradiction ??= failure;
    if (answer !== undefined) answersMs.push(answer.tookMs);
  };
  const ended = (deviations: readonly string[], dump = last?.dump): Played => ({
    scenario,
    transport: transport.name,
    deviations,
    ...(deviations.length > 0 && { dump }),
    sent,
    answersMs,
    unanswered,
  });
  try {
    const stage = await Stage.open(scene, transport, stansOf(scenario), scenario);
    for (const [place, step] of scenario.steps.entries()) {
      const done = await performStep({ stage, world, gathering, onAnswer }, step);
      const differences = await differencesAfter(stage, step.expect ?? {}, done);
      if (differences.length > 0)
        return ended([`step ${place + 1}, ${titleOf(step)}:`, ...differences], done.answer?.dump);
    }
    // That of a message whose answer no step waited for.
    return contradiction === undefined ? ended([]) : ended([contradiction.message], contradiction.dump);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof Unanswered) unanswered.push(why);
    return ended([why], error instanceof Contradiction ? error.dump : undefined);
  } finally {
    gathering.leave();
  }
}

function titleOf({ as, ...does }: Step): string {
  const [action = ''] = Object.keys(does).filter((name) => name !== 'times' && name !== 'expect');
  return as === undefined ? action : `${action} (${as})`;
}
