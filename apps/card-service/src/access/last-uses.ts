import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { MONOTONIC_CLOCK, SIDE_POOL, type MonotonicClock } from '../providers';
import { KeyMemory } from './key-memory';

const recordLastUses = loadStatement(__dirname, 'record-last-uses.sql');

/** A key that is in use all the time is written this seldom. */
export const recordedEverySeconds = 60;

/** Of one statement. */
const mostAtOnce = 1_000;

/** Keys that wait to be recorded, and keys remembered as recorded: of more the use goes unseen, or is written again. */
const mostKeys = 10_000;

/** When API keys were last used, to within about a minute: noted as calls come, recorded by the sweeper in batches. */
@Injectable()
export class LastUses {
  readonly #noted = new Set<string>();
  readonly #recorded = new KeyMemory<undefined>(mostKeys);

  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    @Inject(MONOTONIC_CLOCK) private readonly clock: MonotonicClock,
  ) {}

  /** Notes that a key is used now; asks nobody and never throws. */
  note(keyId: string): void {
    const recordedUntilMs = this.#recorded.get(keyId)?.untilMs ?? -Infinity;
    if (this.clock.nowMs() >= recordedUntilMs && this.#noted.size < mostKeys) this.#noted.add(keyId);
  }

  /** Sweep: records a bounded number of keys and says how many it looked at. What fails is recorded with the next. */
  async sweep(): Promise<number> {
    const keyIds = [...this.#noted].slice(0, mostAtOnce);
    if (keyIds.length === 0) return 0;
    await recordLastUses.rows(this.pool, [keyIds, recordedEverySeconds]);
    const untilMs = this.clock.nowMs() + recordedEverySeconds * 1_000;
    for (const keyId of keyIds) {
      this.#noted.delete(keyId);
      this.#recorded.remember(keyId, undefined, untilMs);
    }
    return keyIds.length;
  }
}
