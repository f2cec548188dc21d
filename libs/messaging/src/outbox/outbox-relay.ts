import { loadStatement, type Listener, type Pool } from '@mayfly/postgres';
import { backoffMs } from '../kafka/backoff';
import { withDeadline } from '../kafka/deadline';
import type { MessagingLog } from '../kafka/log';
import { pause } from '../kafka/pause';
import { reasonOf } from '../privacy/reason-of';
import type { EventPublisher } from '../publish/event-publisher';
import { BucketLeases } from './bucket-leases';
import { bucketOf } from './bucket-of';
import { OutboxPass } from './outbox-pass';
import { hearCalls, RelayCaller, type Call } from './relay-call';
import { WakeSignal } from './wake-signal';

const forgetBatches = loadStatement(__dirname, 'forget-batches.sql');

/** The net underneath the wake-ups. */
const pollMs = 1_000;
const longestBackoffMs = 2_000;
const stopWithinMs = 5_000;
/** As long as the topics keep the events themselves. */
const keepDays = 7;
/** More than a relay sends between two times. */
const forgetAtOnce = 10_000;
const forgetEveryMs = 60_000;

export interface OutboxRelayOptions {
  /** A small pool of the relay's own (two connections), so that a busy service cannot starve it. */
  readonly pool: Pool;
  /** The same database, for the connection that listens to other relays. */
  readonly databaseUrl: string;
  readonly publisher: EventPublisher;
  /** Names this instance among those that share the outbox; a new one at each start of a process. */
  readonly instanceId: string;
  readonly log: MessagingLog;
}

/**
 * Publishes the outbox: each bucket of customers by one owner at a time, in order, at least once. Kafka or PostgreSQL being
 * away only delays it. What was published more than seven days ago is forgotten.
 */
export class OutboxRelay {
  readonly #stopping = new AbortController();
  readonly #wake = new WakeSignal();
  readonly #leases: BucketLeases;
  readonly #pass: OutboxPass;
  readonly #caller: RelayCaller;
  #listener: Listener | undefined;
  #renewal: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #forgetAt = 0;

  constructor(private readonly options: OutboxRelayOptions) {
    const { pool, publisher, instanceId, log } = options;
    this.#leases = new BucketLeases(pool, instanceId);
    this.#pass = new OutboxPass(pool, publisher, this.#leases, log);
    this.#caller = new RelayCaller(pool, (error) => {
      log.debug({ reason: reasonOf(error) }, 'other relays were not called');
    });
  }

  /** Takes a fair share of the buckets and begins to publish. Throws when PostgreSQL is away. */
  async start(): Promise<void> {
    this.#listener = await hearCalls(
      this.options.databaseUrl,
      (call) => {
        this.#hear(call);
      },
      () => {
        this.#wake.give();
      },
    );
    await this.#leases.share();
    await this.#caller.callToShare();
    this.#renewal = setInterval(() => {
      this.#leases.renewIfDue().catch((error: unknown) => {
        this.options.log.warn({ reason: reasonOf(error) }, 'leases not renewed');
      });
    }, 500);
    this.#running = this.#run();
  }

  /** Says, after a commit, that these customers have new rows: here, or to the relay that holds their bucket. Never waits or throws. */
  wake(customerIds: readonly string[]): void {
    const buckets = new Set(customerIds.map(bucketOf));
    const foreign = [...buckets].filter((bucket) => !this.#leases.holds(bucket));
    if (foreign.length < buckets.size) this.#wake.give();
    if (foreign.length > 0) this.#caller.callForRows(foreign);
  }

  /** Finishes the batch in hand and hands the buckets back, within a time limit. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.give();
    const finish = async (): Promise<void> => {
      await this.#running;
      clearInterval(this.#renewal);
      await this.#leases.release();
      await this.#caller.callToShare();
    };
    const late = (): Error => new Error(`relay did not stop within ${stopWithinMs} ms`);
    await withDeadline(finish(), stopWithinMs, late).catch((error: unknown) => {
      this.options.log.warn(
        { reason: reasonOf(error) },
        'buckets were not handed back: their leases will end',
      );
    });
    clearInterval(this.#renewal);
    await this.#listener?.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted;) {
      try {
        if (this.#leases.isShareDue && (await this.#leases.share())) await this.#caller.callToShare();
        const more = await this.#pass.run();
        failures = 0;
        if (more) continue;
        await this.#forgetOld();
        await this.#wake.wait(pollMs);
      } catch (error) {
        failures += 1;
        this.options.log.warn(
          { failures, reason: reasonOf(error) },
          'outbox waits: Kafka or PostgreSQL is away',
        );
        await pause(backoffMs(failures, 100, longestBackoffMs), signal);
      }
    }
  }

  #hear(call: Call): void {
    if (call.kind === 'share') this.#leases.shareSoon();
    else if (!call.buckets.some((bucket) => this.#leases.holds(bucket))) return;
    this.#wake.give();
  }

  /** Forgets some old batches, if it is time and this relay's turn. */
  async #forgetOld(): Promise<void> {
    if (performance.now() < this.#forgetAt || !this.#leases.holds(0)) return;
    this.#forgetAt = performance.now() + forgetEveryMs;
    await forgetBatches.rows(this.options.pool, [keepDays, forgetAtOnce]);
  }
}
