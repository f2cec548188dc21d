import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { CANDIDATE, type Candidate } from './candidate';
import { JudgeDecisions, ShadowFailed } from './judge-decisions';
import { ShadowMetrics } from './shadow-metrics';

/** Injection token of whoever is told of decisions that were published: a {@link Follower}. */
export const SHADOW = Symbol('SHADOW');

/** Hears of published decisions. It never throws and takes no time. */
export interface Follower {
  follow(decisions: readonly { readonly authorizationId: string }[]): void;
}

/** Purchases judged together. */
const batchMembers = 100;
/** Purchases that may wait, as ids: more than a candidate catches up with is of no use to a measurement. */
export const mostWaiting = 5_000;
const logOnceMs = 60_000;
const stopWithinMs = 2_000;

/**
 * Runs a candidate behind the answers. Decisions are taken up after they are published and judged in the background, so no
 * answer and no offset ever waits for the candidate; whatever it cannot follow is dropped and counted. A verdict may thus be
 * missing after a crash or an overload, which a measurement bears and R2's deadline would not.
 */
@Injectable()
export class Shadow implements Follower, BeforeApplicationShutdown {
  readonly #waiting: string[] = [];
  #working: Promise<void> | undefined;
  #stopped = false;
  #lastLoggedMs = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(CANDIDATE) private readonly candidate: Candidate,
    private readonly judgeDecisions: JudgeDecisions,
    private readonly metrics: ShadowMetrics,
  ) {}

  follow(decisions: readonly { readonly authorizationId: string }[]): void {
    const room = this.#stopped ? 0 : mostWaiting - this.#waiting.length;
    const taken = decisions.slice(0, room);
    this.metrics.dropped(decisions.length - taken.length);
    this.#waiting.push(...taken.map(({ authorizationId }) => authorizationId));
    this.metrics.waiting(this.#waiting.length);
    if (this.#waiting.length > 0) this.#working ??= this.#work();
  }

  /** Resolves when nothing waits. */
  async caughtUp(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  /** Finishes the batch in hand, no longer than two seconds, and drops the rest. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    this.metrics.dropped(this.#waiting.splice(0).length);
    await Promise.race([this.caughtUp(), delay(stopWithinMs, undefined, { ref: false })]);
    await Promise.race([this.candidate.close(), delay(stopWithinMs, undefined, { ref: false })]);
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchMembers);
      try {
        await this.judgeDecisions.execute(batch, (failure) => this.#noteFailure(failure));
      } catch (error) {
        this.#noteFailure(
          error instanceof ShadowFailed ? error : new ShadowFailed('decide', batch.length, error),
        );
      }
      this.metrics.waiting(this.#waiting.length);
    }
    this.#working = undefined;
  }

  #noteFailure(failure: ShadowFailed): void {
    this.metrics.failed(failure.step, failure.purchases);
    if (performance.now() - this.#lastLoggedMs < logOnceMs) return;
    this.#lastLoggedMs = performance.now();
    this.candidate.log.warn(
      { err: failure.cause, step: failure.step, candidate: this.candidate.policy.version },
      'the candidate gives no verdict; answers are not touched',
    );
  }
}
