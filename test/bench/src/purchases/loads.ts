import { createKafka, type Kafka } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import type { LoadJob, LoadOutcome } from '../load/load-job';
import { runLoad } from '../load/run-load';
import { awaitSettled } from '../system/await-settled';
import type { MeasuredSystem, SystemCpu } from '../system/measured-system';
import { sizeOf, type SystemSize } from '../system/system-size';

/** A load, and what it cost the system until nothing of it was under way any more. */
export interface Carried {
  readonly outcome: LoadOutcome;
  readonly purchases: number;
  /** From its last answer on, until every effect was applied and nothing was left to send or to read, in ms. */
  readonly settledAfterMs: number;
  /** For each purchase, in microseconds. */
  readonly cpuMicros: SystemCpu;
  /** For each purchase, in bytes. */
  readonly bytes: SystemSize;
}

/** Sends loads to a system, one after the other, each on cards that nobody has used. */
export class Loads {
  readonly kafka: Kafka;
  readonly #cards: Pool;
  readonly #assessments: Pool;
  #place = 0;

  /** @param customers each has ten cards */
  constructor(
    private readonly system: MeasuredSystem,
    private readonly customers: number,
  ) {
    const { cardDatabaseUrl, assessmentDatabaseUrl, kafkaBrokers, topicPrefix } = system.mayfly;
    const options = {
      max: 1,
      applicationName: 'benchmark',
      statementTimeoutMs: 60_000,
      readsWholeTables: true,
    };
    this.#cards = createPool(cardDatabaseUrl, options);
    this.#assessments = createPool(assessmentDatabaseUrl, options);
    this.kafka = createKafka({ brokers: kafkaBrokers.split(','), clientId: 'benchmark', topicPrefix });
  }

  /** So many purchases can still be made. */
  get cardsLeft(): number {
    return 10 * this.customers - this.#place;
  }

  /** @throws Error when there are not enough cards left */
  async carry(ratePerSecond: number, seconds: number, warmUpSeconds: number): Promise<Carried> {
    const purchases = Math.round(ratePerSecond * seconds);
    if (purchases > this.cardsLeft)
      throw new Error(`${purchases} purchases, and ${this.cardsLeft} cards left`);
    const firstPlace = this.#place;
    this.#place += purchases;
    return this.send({
      ratePerSecond,
      seconds,
      warmUpSeconds,
      firstPlace,
      cardPlaces: { firstCustomer: 0, customers: this.customers },
    });
  }

  /** A load on certain cards. */
  async send(
    job: Pick<LoadJob, 'ratePerSecond' | 'seconds' | 'warmUpSeconds' | 'firstPlace' | 'cardPlaces'>,
  ): Promise<Carried> {
    const { mayfly, network } = this.system;
    const purchases = Math.round(job.ratePerSecond * job.seconds);
    const [cpuBefore, sizeBefore] = [this.system.cpu(), await this.size()];
    const outcome = await runLoad({ ...job, urls: mayfly.urls, network, keys: mayfly.cardKeys });
    const settledAfterMs = await awaitSettled(this.#cards, this.kafka);
    return {
      outcome,
      purchases,
      settledAfterMs,
      cpuMicros: perPurchase(cpuBefore, this.system.cpu(), purchases),
      bytes: perPurchase(sizeBefore, await this.size(), purchases),
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.#cards.end(), this.#assessments.end(), this.kafka.close()]);
  }

  private size(): Promise<SystemSize> {
    return sizeOf(this.#cards, this.#assessments);
  }
}

function perPurchase<Of extends Readonly<Record<keyof Of, number>>>(
  before: Of,
  after: Of,
  purchases: number,
): Of {
  const names = Object.keys(before) as (keyof Of)[];
  return Object.fromEntries(names.map((name) => [name, (after[name] - before[name]) / purchases])) as Of;
}
