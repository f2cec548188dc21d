import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { unanswered as causeOf } from '../../../../apps/network-simulator/dist/network/unanswered';
import type { LoadJob, LoadOutcome, Percentiles } from './load-job';
import { NetworkCaller, type CallAnswer, type SignedCall } from './network-caller';
import { messagesOf, type Message } from './messages';
import { isAsExpected } from './purchase-mix';

/** A repeat comes when its message is on its way, and a reversal when its purchase is approved. */
const repeatedAfterMs = 100;
const microsInMs = 1_000;
/** Calls that take longer open a connection of their own. */
const connectionsForSeconds = 1;

/** Time for writing and signing all messages before the first is due. */
const preparedWithinMs = ({ ratePerSecond, seconds }: LoadJob): number => 300 + 0.2 * ratePerSecond * seconds;

/** Sends the load of a job, at a constant rate whatever the answers are, and tells what came of it. */
export async function generateLoad(job: LoadJob): Promise<LoadOutcome> {
  const caller = await NetworkCaller.open(job.urls, job.ratePerSecond * connectionsForSeconds);
  const startAtMs = Date.now() + preparedWithinMs(job);
  const messages = messagesOf(job, startAtMs);
  const tally = new LoadTally(startAtMs + job.warmUpSeconds * 1_000);
  const inFlight = new Set<Promise<void>>();
  const cpuBefore = process.cpuUsage();
  const originMs = performance.timeOrigin;
  const send = (message: Message, call: SignedCall, isFirst: boolean): void => {
    const sending = tally.follow(message, isFirst, caller.call(call)).finally(() => inFlight.delete(sending));
    inFlight.add(sending);
  };
  for (const message of messages) {
    const earlyMs = message.dueAtMs - originMs - performance.now();
    if (earlyMs > 1) await pause(earlyMs - 0.5);
    else if (earlyMs > 0 || -earlyMs > 5) await turn();
    tally.sent(message);
    send(message, message.purchase, true);
    const { repeat, reversal } = message;
    if (repeat) later(repeatedAfterMs, inFlight, () => send(message, repeat, false));
    if (reversal) later(2_000, inFlight, () => send(message, reversal, false));
  }
  while (inFlight.size > 0) await Promise.all(inFlight);
  const { user, system } = process.cpuUsage(cpuBefore);
  await caller.close();
  return tally.outcome((user + system) / messages.length);
}

function later(ms: number, inFlight: Set<Promise<void>>, act: () => void): void {
  const waiting: Promise<void> = pause(ms).then(() => {
    inFlight.delete(waiting);
    act();
  });
  inFlight.add(waiting);
}

/** Counts answers and their latencies. */
class LoadTally {
  readonly #wire = histogram();
  readonly #answered = histogram();
  readonly #lateness = histogram();
  readonly #answers: Record<string, number> = {};
  readonly #unexpected: Record<string, number> = {};
  readonly #unanswered: Record<string, number> = {};
  readonly #sentAtMs: Record<string, number> = {};
  #purchases = 0;
  #decided = 0;
  #turnedAway = 0;

  constructor(private readonly measuredFromMs: number) {}

  sent(message: Message): void {
    if (message.dueAtMs < this.measuredFromMs) return;
    this.#purchases += 1;
    record(this.#lateness, sinceMs(message.dueAtMs));
  }

  async follow(message: Message, isFirst: boolean, answering: Promise<CallAnswer>): Promise<void> {
    const measured = message.dueAtMs >= this.measuredFromMs;
    try {
      const answer = await answering;
      if (!measured) return;
      if (isFirst) this.decided(message, answer);
      else count(this.#answers, `${answer.status} of what followed`);
    } catch (error) {
      if (measured) count(this.#unanswered, causeOf(error).message);
    }
  }

  private decided({ kind, dueAtMs }: Message, { status, body }: CallAnswer): void {
    const tookMs = sinceMs(dueAtMs);
    const { de39 = String(status) } = body as { de39?: string };
    count(this.#answers, de39);
    record(this.#answered, tookMs);
    if (de39 === '91' || status === 503) {
      this.#turnedAway += 1;
      return;
    }
    this.#decided += 1;
    record(this.#wire, tookMs);
    const { authorizationId, origin } = body as { authorizationId?: string; origin?: string };
    if (authorizationId !== undefined && origin !== 'intake') this.#sentAtMs[authorizationId] = dueAtMs;
    if (!isAsExpected(kind, de39)) count(this.#unexpected, `${kind}: ${de39}`);
  }

  outcome(cpuMicros: number): LoadOutcome {
    return {
      purchases: this.#purchases,
      decided: this.#decided,
      turnedAway: this.#turnedAway,
      answers: this.#answers,
      unexpected: this.#unexpected,
      unanswered: this.#unanswered,
      wire: percentilesOf(this.#wire),
      answered: percentilesOf(this.#answered),
      lateness: percentilesOf(this.#lateness),
      cpuMicros,
      sentAtMs: this.#sentAtMs,
    };
  }
}

function sinceMs(atMs: number): number {
  return performance.timeOrigin + performance.now() - atMs;
}

/** Of microseconds, to three digits. */
function histogram(): RecordableHistogram {
  return createHistogram({ lowest: 1, highest: 120_000_000, figures: 3 });
}

function record(into: RecordableHistogram, ms: number): void {
  into.record(Math.max(1, Math.round(ms * microsInMs)));
}

function percentilesOf(of: RecordableHistogram): Percentiles {
  const at = (percentile: number): number => (of.count === 0 ? 0 : of.percentile(percentile) / microsInMs);
  return {
    count: of.count,
    p50Ms: at(50),
    p90Ms: at(90),
    p99Ms: at(99),
    maxMs: of.count === 0 ? 0 : of.max / microsInMs,
  };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

// A process of its own: what it costs is not what is measured.
process.once('message', (job: LoadJob) => {
  generateLoad(job).then(
    (outcome) => {
      process.send?.(outcome, () => process.disconnect());
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
