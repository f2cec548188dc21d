import { isDeepStrictEqual } from 'node:util';
import type { ApiAnswer } from '../client/mayfly-api';
import type { Scene } from '../client/scene';
import type { LinkTold } from '../network/links';

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
  /** @param links where card networks can call the system; a story that needs one throws {@link NotTold} when there is none */
  play(scene: Scene, telling: Telling, links: readonly LinkTold[]): Promise<void>;
}

/** Thrown when a story did not go as it should. */
export class StoryBroken extends Error {}

/** Thrown when a system lacks what a story needs; the message says what. */
export class NotTold extends Error {}

/** Collects the steps of a story while it is told. */
export class Telling {
  readonly steps: Step[] = [];

  /** Does one step and remembers what came back, how long it took and what `read` finds worth telling in the answer. */
  step(
    who: string,
    did: string,
    act: () => Promise<ApiAnswer>,
    read: (body: ApiAnswer['body']) => readonly string[] = () => [],
  ): Promise<ApiAnswer> {
    return this.timed(who, did, act, (answer) => [outcomeOf(answer), read(answer.body)]);
  }

  /** As {@link step}, for what is no call of the API: `tell` gives the outcome and what was read. */
  async timed<T>(
    who: string,
    did: string,
    act: () => Promise<T>,
    tell: (answer: T) => readonly [outcome: string, read: readonly string[]],
  ): Promise<T> {
    const startedMs = performance.now();
    const answer = await act();
    const tookMs = performance.now() - startedMs;
    const [outcome, read] = tell(answer);
    this.steps.push({ who, did, outcome, tookMs, read });
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
