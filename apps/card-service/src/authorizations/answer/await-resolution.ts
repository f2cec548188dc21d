import { Injectable } from '@nestjs/common';
import type { Resolution } from '../authorization';
import { BookMovements } from '../book/book-movements';
import { IntakeUnavailable } from './intake-unavailable';
import { ReadResolutions } from './read-resolutions';
import { ResolutionWaiter } from './resolution-waiter';

/** The most calls that are held open at once. */
const mostWaiters = 20_000;
/** A waiter that has heard nothing for this long looks at its row, and so does everybody with it, in one statement. */
const lookAfterMs = 250;
/** The database being away at the deadline: how often it is asked again, and for how long the network is kept waiting. */
const askAgainMs = 100;
const giveUpAfterMs = 2_000;

/**
 * Holds the calls that wait for a decision. Three ways lead to an answer, and any one is enough: a decision applied in this
 * process tells the waiter; one applied by another instance notifies (see ResolutionNotices); and whoever heard nothing
 * looks at the row. At the deadline the waiter ends the authorization itself.
 */
@Injectable()
export class AwaitResolution {
  readonly #waiters = new Map<string, Set<ResolutionWaiter>>();
  #count = 0;
  #looking = false;

  constructor(
    private readonly resolutions: ReadResolutions,
    private readonly movements: BookMovements,
  ) {}

  /** How many calls wait. */
  get waiting(): number {
    return this.#count;
  }

  /**
   * Begins to listen for the answer, before the authorization exists: it may be decided as soon as it is committed.
   * `forget` it in any case.
   */
  expect(authorizationId: string): ResolutionWaiter {
    if (this.#count >= mostWaiters)
      throw new IntakeUnavailable('Too many authorizations wait for a decision.');
    const waiter = new ResolutionWaiter(authorizationId);
    const waiters = this.#waiters.get(authorizationId) ?? new Set();
    this.#waiters.set(authorizationId, waiters.add(waiter));
    this.#count += 1;
    return waiter;
  }

  /**
   * Waits for the answer: at the latest shortly after the deadline, when this ends the authorization.
   *
   * @throws IntakeUnavailable when the database is away at the deadline and stays so
   */
  until(waiter: ResolutionWaiter, remainingMs: number): Promise<Resolution> {
    waiter.waitingSinceMs = performance.now();
    const giveUpAtMs = waiter.waitingSinceMs + remainingMs + giveUpAfterMs;
    waiter.setDeadline(remainingMs, () => void this.atDeadline(waiter, giveUpAtMs));
    if (!this.#looking) this.lookLater();
    return waiter.resolution;
  }

  forget(waiter: ResolutionWaiter): void {
    waiter.forget();
    const waiters = this.#waiters.get(waiter.authorizationId);
    if (!waiters?.delete(waiter)) return;
    this.#count -= 1;
    if (waiters.size === 0) this.#waiters.delete(waiter.authorizationId);
  }

  /** Answers the calls that wait for these; returns the authorizations that nobody in this process waits for. */
  answer(resolutions: readonly Resolution[]): string[] {
    const elsewhere: string[] = [];
    for (const resolution of resolutions) {
      const waiters = this.#waiters.get(resolution.authorizationId);
      if (waiters === undefined) elsewhere.push(resolution.authorizationId);
      else for (const waiter of waiters) waiter.resolve(resolution);
    }
    return elsewhere;
  }

  /** Looks at the rows of those among `ids` that somebody here waits for. A failure is left to the next look. */
  async lookAt(ids: readonly string[]): Promise<void> {
    const awaited = ids.filter((id) => this.#waiters.has(id));
    if (awaited.length === 0) return;
    await this.resolutions.of(awaited).then(
      (resolutions) => this.answer(resolutions),
      () => undefined,
    );
  }

  private lookLater(): void {
    this.#looking = this.#waiters.size > 0;
    if (this.#looking) setTimeout(() => void this.look(), lookAfterMs);
  }

  private async look(): Promise<void> {
    const before = performance.now() - lookAfterMs;
    const silent = [...this.#waiters].filter(([, waiters]) =>
      [...waiters].some(({ waitingSinceMs }) => waitingSinceMs !== undefined && waitingSinceMs <= before),
    );
    await this.lookAt(silent.map(([id]) => id));
    this.lookLater();
  }

  private async atDeadline(waiter: ResolutionWaiter, giveUpAtMs: number): Promise<void> {
    const again = (afterMs: number) => {
      waiter.setDeadline(afterMs, () => void this.atDeadline(waiter, giveUpAtMs));
    };
    try {
      const { result, resolution, remainingMs } = await this.movements.execute({
        authorizationId: waiter.authorizationId,
        kind: 'deadline',
      });
      if (result === 'unknown') throw new Error('An authorization that is waited for has no row');
      if (resolution === undefined) again(remainingMs);
      else this.answer([resolution]);
    } catch (error) {
      if (performance.now() < giveUpAtMs) again(askAgainMs);
      else waiter.reject(new IntakeUnavailable('The outcome is not known yet: repeat the message.', error));
    }
  }
}
