import { Inject, Injectable } from '@nestjs/common';
import { IntakeUnavailable } from '../answer/intake-unavailable';
import { MONOTONIC_CLOCK, SETTINGS, type MonotonicClock } from '../../providers';
import type { Settings } from '../../settings';

/** So many requests may be under way whatever the pace is: a burst is no overload. */
export const leastUnderWay = 1_024;
/** Of all that may be under way one network has so much at most, so that it cannot shut the others out. */
const shareOfNetwork = 0.75;
/** The pace is that of the last two seconds, in parts of a tenth. */
const partMs = 100;
const parts = 20;

/**
 * How many requests may be under way, from their arrival to their answer: as many as are answered in half of the decision deadline,
 * by the pace of the last seconds. More would only wait until it is too late for all of them.
 */
@Injectable()
export class IntakeLimit {
  readonly #underWay = new Map<string, number>();
  /** Answers in each of the last parts of time. */
  readonly #answers = new Array<number>(parts).fill(0);
  #all = 0;
  #part = 0;

  constructor(
    @Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'decisionDeadlineMs'>,
  ) {}

  /** True when nothing more is taken at the moment: it can be said before a message is read. */
  get isReached(): boolean {
    return this.#all >= leastUnderWay && this.#all >= this.most();
  }

  /**
   * Does the work of a request of this network.
   *
   * @throws IntakeUnavailable when too many are under way
   */
  async within<T>(networkId: string, work: () => Promise<T>): Promise<T> {
    const ofNetwork = this.#underWay.get(networkId) ?? 0;
    if (this.isReached || (ofNetwork >= leastUnderWay && ofNetwork >= shareOfNetwork * this.most())) {
      throw tooMany();
    }
    this.#underWay.set(networkId, ofNetwork + 1);
    this.#all += 1;
    try {
      return await work();
    } finally {
      this.answered(networkId);
    }
  }

  private answered(networkId: string): void {
    const left = (this.#underWay.get(networkId) ?? 1) - 1;
    if (left === 0) this.#underWay.delete(networkId);
    else this.#underWay.set(networkId, left);
    this.#all -= 1;
    this.goOn();
    const part = this.#part % parts;
    this.#answers[part] = (this.#answers[part] ?? 0) + 1;
  }

  private most(): number {
    this.goOn();
    const answers = this.#answers.reduce((sum, part) => sum + part, 0);
    return (answers / (parts * partMs)) * (this.settings.decisionDeadlineMs / 2);
  }

  /** Forgets the parts that are over. */
  private goOn(): void {
    const part = Math.floor(this.clock.nowMs() / partMs);
    for (let next = Math.max(this.#part + 1, part - parts + 1); next <= part; next += 1) {
      this.#answers[next % parts] = 0;
    }
    this.#part = part;
  }
}

/** What a caller is told beyond the limit. */
export function tooMany(): IntakeUnavailable {
  return new IntakeUnavailable('Too many requests are under way.');
}
