import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
import { MONOTONIC_CLOCK, type MonotonicClock } from '../providers';

/** The most questions on one customer in any minute. */
export const mostQuestionsAMinute = 10;

/** Of more the oldest are forgotten: however many ask, all open questions together have a limit of their own. */
export const mostCustomersRemembered = 10_000;

const minuteMs = 60_000;

/**
 * How often this instance asks for the purchase power of one customer, whoever wants to know: one question at a time, and
 * so many a minute. Each instance counts for itself, so with N of them it is N times as many.
 */
@Injectable()
export class QuestionLimits {
  /** By customer, the moments of the last minute's questions, oldest first; the customers by their last question. */
  readonly #asked = new Map<string, readonly number[]>();
  readonly #open = new Set<string>();

  constructor(@Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock) {}

  /**
   * Begins a question; call the result when it has ended, whatever became of it.
   *
   * @throws Problem 429 purchase_power_asked_too_often, with Retry-After
   */
  enter(customerId: string): () => void {
    if (this.#open.has(customerId)) throw askedTooOften('A question is open already.', 1);
    const nowMs = this.clock.nowMs();
    const recent = (this.#asked.get(customerId) ?? []).filter((atMs) => atMs > nowMs - minuteMs);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= mostQuestionsAMinute) {
      const waitSeconds = Math.ceil((oldest + minuteMs - nowMs) / 1_000);
      throw askedTooOften(`${mostQuestionsAMinute} questions a minute are the most.`, waitSeconds);
    }
    this.remember(customerId, [...recent, nowMs]);
    this.#open.add(customerId);
    return () => this.#open.delete(customerId);
  }

  private remember(customerId: string, askedAtMs: readonly number[]): void {
    this.#asked.delete(customerId);
    const [longestAgo] = this.#asked.keys();
    if (longestAgo !== undefined && this.#asked.size >= mostCustomersRemembered)
      this.#asked.delete(longestAgo);
    this.#asked.set(customerId, askedAtMs);
  }
}

function askedTooOften(why: string, retryAfterSeconds: number): Problem {
  return new Problem(
    429,
    'purchase_power_asked_too_often',
    'The purchase power of this customer is asked for too often',
    { detail: why, headers: { 'retry-after': String(retryAfterSeconds) } },
  );
}
