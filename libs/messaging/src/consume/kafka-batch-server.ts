import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { KafkaJSGroupCoordinatorNotFound, type Consumer } from 'kafkajs';
import { isObservable, lastValueFrom } from 'rxjs';
import { backoffMs } from '../kafka/backoff';
import { withDeadline } from '../kafka/deadline';
import type { Kafka } from '../kafka/kafka';
import { pause } from '../kafka/pause';
import { reasonOf } from '../privacy/reason-of';
import { inProcessSpan } from '../trace/process-span';
import { BatchContext } from './batch-context';
import { consumeBatch } from './consume-batch';
import { FetchedTogether } from './fetched-together';
import { OffsetCommits } from './offset-commits';
import type { ReceivedEvent } from './received-event';
import { saysRetriable, type IsRetriable, type IsTooSlow } from './retriable';

/** How long `close` waits for the batch in hand and for leaving the group. */
const stopWithinMs = 5_000;

/** How often a group without a coordinator is joined anew before it counts as a crash: for a minute, about. */
const mostRejoins = 20;

/**
 * A member that dies silently holds its partitions for the session timeout. kafkajs hears of a rebalance only after a fetch
 * has returned and a heartbeat is due, so both are short: a new member then joins within a second. One fetch and one
 * heartbeat a second cost nothing measurable; a fetch answers at once when there is a record.
 */
const membership = {
  sessionTimeout: 10_000,
  rebalanceTimeout: 15_000,
  heartbeatInterval: 500,
  maxWaitTimeInMs: 1_000,
  minBytes: 1,
  maxBytesPerPartition: 1_048_576,
  retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
} as const;

/** All partitions of all topics of a fetch, so that what it brought can be handled together. */
const partitionsAtOnce = 64;

export interface KafkaBatchServerOptions {
  readonly kafka: Kafka;
  /** The consumer group, without prefix. */
  readonly groupId: string;
  /** Where records go that cannot be handled, without prefix. */
  readonly deadLetterTopic: string;
  /**
   * Errors of handlers that mean "not now": such a batch is tried again until it passes and never goes to the dead letters.
   * Errors with `retriable: true` are such in any case.
   */
  readonly isRetriable: IsRetriable;
  /**
   * Errors of handlers that mean "too much at once": such a batch is halved, and an event that stands alone goes to the
   * dead letters after some more attempts.
   */
  readonly isTooSlow: IsTooSlow;
  /** The consumer has stopped for good: fail readiness and leave the process to its supervisor. */
  readonly onCrash: (error: Error) => void;
}

/**
 * Nest transport that hands records to `@EventPattern(<event type>)` methods in batches, as `ReceivedEvent[]`: what a fetch brought of
 * a topic, those of each partition in order. Attach it with `connectBatchServer`. Delivery is at least once.
 */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  readonly #stopping = new AbortController();
  readonly #commits: OffsetCommits;
  #consumer: Consumer | undefined;
  #consuming = false;
  #getsOriginalErrors = false;
  #rejoins = 0;

  constructor(private readonly options: KafkaBatchServerOptions) {
    super();
    this.#commits = new OffsetCommits(options.kafka.log);
  }

  /** True while the consumer is a member of its group. For readiness. */
  get isConsuming(): boolean {
    return this.#consuming;
  }

  /** Said by `connectBatchServer`, which puts the filter in place that hands on the handlers' own errors. */
  expectOriginalErrors(): void {
    this.#getsOriginalErrors = true;
  }

  /** Joins the group; calls back when this member has its partitions. */
  listen(callback: (error?: unknown) => void): void {
    this.#start().then(
      () => {
        callback();
      },
      (error: unknown) => {
        callback(error);
      },
    );
  }

  /** Stops fetching, lets the chunk in hand finish and leaves the group, within a time limit. */
  async close(): Promise<void> {
    this.#stopping.abort();
    const late = (): Error => new Error(`consumer did not stop within ${stopWithinMs} ms`);
    await withDeadline(this.#leave(), stopWithinMs, late).catch((error: unknown) => {
      this.options.kafka.log.warn(
        { groupId: this.options.groupId, reason: reasonOf(error) },
        'left the group the hard way',
      );
    });
    this.#consuming = false;
  }

  on(): never {
    throw new Error('KafkaBatchServer emits no events: see isConsuming and onCrash');
  }

  unwrap(): never {
    throw new Error('KafkaBatchServer keeps its consumer to itself');
  }

  /** Commits what is handled, stops fetching, and leaves the group once what is in hand is handled too. */
  async #leave(): Promise<void> {
    await this.#commits.flush();
    await this.#consumer?.disconnect();
  }

  async #start(): Promise<void> {
    // Without the filter every error reads "Internal server error": an outage would send good records to the dead letters.
    if (!this.#getsOriginalErrors) throw new Error('attach KafkaBatchServer with connectBatchServer');
    const { kafka, groupId } = this.options;
    const consumer = kafka.consumer({ groupId: kafka.prefixed(groupId), ...membership });
    this.#consumer = consumer;
    this.#watch(consumer);
    await consumer.connect();
    const topics = [...this.messageHandlers.keys()].map((type) => kafka.prefixed(type));
    await consumer.subscribe({ topics, fromBeginning: true });
    const stopping = this.#stopping.signal;
    const together = new FetchedTogether((events, attempt) => this.#handle(events, attempt));
    const handle = together.submit.bind(together);
    const commits = this.#commits;
    const isRetriable: IsRetriable = (error) => saysRetriable(error) || this.options.isRetriable(error);
    await consumer.run({
      // See OffsetCommits.
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: (payload) =>
        consumeBatch(payload, { ...this.options, commits, stopping, handle, isRetriable }),
    });
  }

  #watch(consumer: Consumer): void {
    consumer.on(consumer.events.GROUP_JOIN, () => {
      this.#consuming = true;
      this.#rejoins = 0;
    });
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      this.#consuming = false;
      const { groupId, kafka } = this.options;
      if (!restart && error instanceof KafkaJSGroupCoordinatorNotFound && this.#rejoins < mostRejoins) {
        void this.#rejoin(consumer);
        return;
      }
      kafka.log.error({ groupId, restart, reason: reasonOf(error) }, 'consumer crashed');
      if (!restart) this.options.onCrash(error);
    });
  }

  /** A cluster that has just started finds its coordinators late. kafkajs gives the consumer up for that: begin with a new one. */
  async #rejoin(crashed: Consumer): Promise<void> {
    this.#rejoins += 1;
    const { groupId, kafka, onCrash } = this.options;
    kafka.log.warn({ groupId, rejoins: this.#rejoins }, 'no coordinator for the group yet');
    try {
      await crashed.disconnect();
      await pause(backoffMs(this.#rejoins, 250, 4_000), this.#stopping.signal);
      if (!this.#stopping.signal.aborted) await this.#start();
    } catch (error) {
      onCrash(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #handle(events: readonly ReceivedEvent[], attempt: number): Promise<void> {
    const [first] = events;
    if (first === undefined) return;
    const handler = this.getHandlerByPattern(first.type);
    if (handler === null) throw new Error(`no handler for ${first.type}`);
    const context = new BatchContext([first.topic, attempt]);
    await inProcessSpan(this.options.groupId, events, async () => {
      const result: unknown = await handler(events, context);
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    });
  }
}
