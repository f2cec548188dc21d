import { reasonCodes, reasonOf, networkAnswers, isReasonCode, type ReasonCode } from '@mayfly/contracts';
import type { Scenario } from '../scenarios/scenario';
import { unreached } from '../scenarios/unreached';

/** How a reason is made to happen. */
export interface Recipe {
  readonly scenario: Scenario;
  /** Of the step that is answered by the reason. */
  readonly place: number;
}

/** The scenario that is the recipe of a reason, the plainest where there are several; otherwise why there is none. */
export function recipeOf(code: ReasonCode, scenarios: readonly Scenario[]): Recipe | string {
  const recipes = scenarios
    .filter(({ covers }) => covers.includes(`reason/${code}`))
    .map((scenario) => ({
      scenario,
      place: scenario.steps.findIndex(({ expect }) => expect?.reason === code),
    }))
    .filter(({ place }) => place >= 0);
  const [plainest] = recipes.sort((one, other) => effortOf(one) - effortOf(other));
  return plainest ?? unreached[`reason/${code}`] ?? 'no scenario brings it about';
}

/** Messages up to the answer; what changes the whole system, or asks for settings of its own, counts as more than any of them. */
function effortOf({ scenario, place }: Recipe): number {
  const steps = scenario.steps.slice(0, place + 1);
  const messages = steps.reduce((sum, { times = 1 }) => sum + times, 0);
  const changesAll = steps.some(({ ahead, assessment }) => (ahead ?? assessment) !== undefined);
  return messages + (changesAll ? 100 : 0) + (scenario.needs === undefined ? 0 : 1_000);
}

/** The reasons that a name stands for: a code for itself, a kind of answer (suspected_fraud) for all that are answered by it. */
export function reasonsNamed(name: string): readonly ReasonCode[] {
  if (isReasonCode(name)) return [name];
  const kinds = Object.entries(networkAnswers).filter(([kind]) => snakeCase(kind) === name);
  return reasonCodes.filter((code) => kinds.some(([, answer]) => reasonOf(code).network === answer));
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
