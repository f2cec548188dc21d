import type { Answer } from '../network/said';
import { Contradiction, type Why, unanswered } from '../network/unanswered';
import { percentile } from '../latencies';

/** Deviations that are kept with what was said; the others are counted. */
const mostShown = 5;

export interface Deviation {
  readonly what: string;
  /** Message and answer for people, card numbers masked. */
  readonly dump: string;
}

/** What came of a load. Sent = answered + all that are not, each by its reason. */
export interface LoadResult {
  readonly sent: number;
  readonly answered: number;
  /** Of those answered: as they had to be. */
  readonly expected: number;
  /** Count by DE39, as in `DE39 00`, and of those with two answers; unanswered messages are not in it. */
  readonly answers: ReadonlyMap<string, number>;
  readonly unanswered: ReadonlyMap<Why, number>;
  /** The first few: answers that are not as they had to be, and failures that nobody thought of. */
  readonly deviations: readonly Deviation[];
  /** From the intended send time, faults on the way included. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Why what a fault leaves unanswered on purpose has no answer. */
const meant = new Set<Why | undefined>(['taken back, its answer was lost', 'what it follows was taken back']);

/** True when it is unanswered as it had to be. */
export function isMeant(why: Why | undefined): boolean {
  return meant.has(why);
}

/** Counts what comes of the messages of a load. */
export class Tally {
  readonly #answers = new Map<string, number>();
  readonly #unanswered = new Map<Why, number>();
  readonly #deviations: Deviation[] = [];
  readonly #latenciesMs: number[] = [];
  #sent = 0;
  #expected = 0;

  get sent(): number {
    return this.#sent;
  }

  get answered(): number {
    return this.#latenciesMs.length;
  }

  send(): void {
    this.#sent += 1;
  }

  /** @param deviation what is wrong with the answer; undefined when it is as it has to be */
  answer({ de39, dump }: Answer, tookMs: number, deviation: string | undefined): void {
    this.#latenciesMs.push(tookMs);
    count(this.#answers, `DE39 ${de39}`);
    if (deviation === undefined) this.#expected += 1;
    else this.deviate(deviation, dump);
  }

  /** Why there is no answer; undefined when there were two that contradict each other. */
  fail(what: string, error: unknown, tookMs: number): Why | undefined {
    if (error instanceof Contradiction) {
      this.#latenciesMs.push(tookMs);
      count(this.#answers, 'contradicted');
      this.deviate(`${what}: ${error.message}`, error.dump);
      return undefined;
    }
    const { why, message } = unanswered(error);
    count(this.#unanswered, why);
    if (why === 'something else') this.deviate(`${what}: ${message}`, '');
    return why;
  }

  result(): LoadResult {
    return {
      sent: this.#sent,
      answered: this.answered,
      expected: this.#expected,
      answers: new Map([...this.#answers].sort()),
      unanswered: this.#unanswered,
      deviations: this.#deviations,
      p50Ms: percentile(this.#latenciesMs, 50),
      p99Ms: percentile(this.#latenciesMs, 99),
    };
  }

  private deviate(what: string, dump: string): void {
    if (this.#deviations.length < mostShown) this.#deviations.push({ what, dump });
  }
}

function count<Name>(counts: Map<Name, number>, name: Name): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
