import { isDeepStrictEqual } from 'node:util';
import type { ApiAnswer } from '../client/mayfly-api';
import type { Scene } from '../client/scene';

/** One thing that happened in a story: who did what, and what came back. */
export interface Step {
  readonly who: string;
  readonly did: string;
  readonly outcome: string;
  readonly tookMs: number;
  /** What was read in the answer, line by line. */
  readonly read: readonly string[];
}

/** A named story of the state tables: it plays on a scene and says at once when it does not end as it should. */
export interface Story {
  readonly name: string;
  readonly title: string;
  play(scene: Scene, telling: Telling): Promise<void>;
}

/** Thrown when a story did not go as it should. */
export class StoryBroken extends Error {}

/** Collects the steps of a story while it is told. */
export class Telling {
  readonly steps: Step[] = [];

  /** Does one step and remembers what came back, how long it took and what `read` finds worth telling in the answer. */
  async step(
    who: string,
    did: string,
    act: () => Promise<ApiAnswer>,
    read: (body: ApiAnswer['body']) => readonly string[] = () => [],
  ): Promise<ApiAnswer> {
    const startedMs = performance.now();
    const answer = await act();
    const tookMs = performance.now() - startedMs;
    this.steps.push({ who, did, outcome: outcomeOf(answer), tookMs, read: read(answer.body) });
    return answer;
  }
}

/** Demands that the answer carries these members with these values; names the first that differs. */
export function expectAnswer(answer: ApiAnswer, expected: Readonly<Record<string, unknown>>): void {
  for (const [path, value] of Object.entries(expected)) {
    const actual = path === 'status' ? answer.status : memberAt(answer.body, path);
    if (!isDeepStrictEqual(actual, value)) {
      throw new StoryBroken(
        `expected ${path} ${JSON.stringify(value)}, got ${JSON.stringify(actual)} in ${JSON.stringify(answer.body)}`,
      );
    }
  }
}

/** Demands something that no single member shows. */
export function expectThat(truth: boolean, what: string): asserts truth {
  if (!truth) throw new StoryBroken(`expected that ${what}`);
}

function memberAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body);
}

function outcomeOf({ status, body }: ApiAnswer): string {
  const { de39, state, code } = body;
  if (typeof de39 === 'string') return `${de39} ${String(state)}`;
  if (typeof code === 'string' && status >= 400) return `${status} ${code}`;
  return typeof state === 'string' ? state : String(status);
}
