import { Inject, Injectable, Logger } from '@nestjs/common';
import { Coalescer, loadStatement, type Pool } from '@mayfly/postgres';
import { ServiceMetrics } from '../../../operation/service-metrics';
import { POOL } from '../../../providers';

/** A sender that never had one approved may state a number, an expiry or a CVV2 wrong this often in a row. */
export const mostAttempts = 200;
/** Attempts that come back with time: one in ten seconds. */
const attemptsASecond = 0.1;
/** Attempts that come back with each approval: a sender with honest customers runs out of none. */
const attemptsForApproval = 0.2;

/** Senders that are remembered between two statements; of one that is forgotten some approvals are lost. */
const mostSenders = 10_000;
/** A sender without attempts is not looked up again for so long: a flood of guesses costs a few statements a second. */
const emptyForMs = 500;
const warnEveryMs = 60_000;

/** What happened to a sender since the database was asked last. */
interface Since {
  approvals: number;
  refused: number;
  /** By `performance.now()`: until then it has no attempts. */
  emptyUntilMs: number;
}

const takeAttempts = loadStatement(__dirname, 'take-attempts.sql');

/**
 * The failed attempts that each sender has, shared by all instances: a message that states no card's number, or not the card's
 * expiry or CVV2, takes one. Without one left the sender learns nothing any more from a failure, and blocks nobody's card
 * by it; what it states right goes through all the same. Attempts come back with time and with approvals, so guessing
 * for free costs cards that work.
 */
@Injectable()
export class TakeAttempts {
  private readonly logger = new Logger(TakeAttempts.name);
  private readonly since = new Map<string, Since>();
  #warnAtMs = 0;

  readonly #attempts = new Coalescer<string, boolean>({
    run: (networkIds) => this.takeAll(networkIds),
    maxBatch: 1_000,
    maxQueued: 10_000,
    maxConcurrent: 1,
  });

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** Takes one attempt; false when the sender has none left. Throws `Overloaded` when too many wait. */
  async take(networkId: string): Promise<boolean> {
    const since = this.since.get(networkId);
    if (since !== undefined && performance.now() < since.emptyUntilMs) {
      since.refused += 1;
      this.judged(networkId, false);
      return false;
    }
    return this.#attempts.submit(networkId);
  }

  /** One of the sender's purchases was approved. */
  approved(networkId: string): void {
    const since = this.sinceLastTime(networkId);
    since.approvals = Math.min(since.approvals + 1, mostAttempts / attemptsForApproval);
  }

  private async takeAll(networkIds: readonly string[]): Promise<boolean[]> {
    const wanted = new Map<string, number>();
    for (const networkId of networkIds) wanted.set(networkId, (wanted.get(networkId) ?? 0) + 1);
    const senders = [...wanted.keys()];
    const since = senders.map((sender) => this.sinceLastTime(sender));
    const approvals = since.map((each) => each.approvals);
    const refused = since.map((each) => each.refused);
    const rows = await takeAttempts.rows<{ granted: number }>(this.pool, [
      senders,
      [...wanted.values()],
      approvals,
      refused,
      mostAttempts,
      attemptsASecond,
      attemptsForApproval,
    ]);
    // What came while the statement ran counts the next time.
    since.forEach((each, place) => {
      each.approvals -= approvals[place] ?? 0;
      each.refused -= refused[place] ?? 0;
    });
    const granted = new Map(senders.map((sender, place) => [sender, rows[place]?.granted ?? 0]));
    return networkIds.map((networkId) => {
      const left = granted.get(networkId) ?? 0;
      granted.set(networkId, left - 1);
      if (left <= 0) this.sinceLastTime(networkId).emptyUntilMs = performance.now() + emptyForMs;
      this.judged(networkId, left > 0);
      return left > 0;
    });
  }

  private sinceLastTime(networkId: string): Since {
    const known = this.since.get(networkId);
    if (known !== undefined) return known;
    const [oldest] = this.since.keys();
    if (oldest !== undefined && this.since.size >= mostSenders) this.since.delete(oldest);
    const since: Since = { approvals: 0, refused: 0, emptyUntilMs: 0 };
    this.since.set(networkId, since);
    return since;
  }

  private judged(networkId: string, allowed: boolean): void {
    this.metrics.attemptFailed(allowed);
    if (allowed || performance.now() < this.#warnAtMs) return;
    this.#warnAtMs = performance.now() + warnEveryMs;
    this.logger.warn(`sender ${networkId} has no attempts left: somebody guesses card numbers or CVV2s`);
  }
}
