import { eventFlows } from '@mayfly/contracts';
import { consumerLag, createKafka, partitionRanges, type Kafka } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import {
  startMayfly,
  type MayflyOptions,
  type MayflySystem,
} from '../../apps/launcher/src/mayfly/start-mayfly';
import { Scene } from '../../apps/network-simulator/src/client/scene';
import { runAudit } from '../../apps/operations/src/audit/run-audit';
import { eventually } from './eventually';

/** Longer than networks wait, so that a busy machine declines nothing for want of time. Those who test deadlines say theirs. */
const decisionDeadlineMs = '5000';

/** A whole Mayfly as processes of its own, with a hand on its databases and topics. */
export class RunningMayfly {
  private constructor(
    readonly system: MayflySystem,
    readonly cards: Pool,
    readonly assessments: Pool,
    readonly kafka: Kafka,
  ) {}

  /** Starts one card service and one worker, or as many as the options say, on the servers of the test run or given ones. */
  static async start(options: Partial<MayflyOptions> = {}): Promise<RunningMayfly> {
    const env = { DECISION_DEADLINE_MS: decisionDeadlineMs, ...options.env };
    const system = await startMayfly({ servers: serversOfTheRun(), ...options, env });
    const pool = (url: string): Pool => createPool(url, { max: 4, applicationName: 'test' });
    return new RunningMayfly(
      system,
      pool(system.cardDatabaseUrl),
      pool(system.assessmentDatabaseUrl),
      createKafka({
        brokers: system.kafkaBrokers.split(','),
        clientId: 'test',
        topicPrefix: system.topicPrefix,
      }),
    );
  }

  /** A stage for stories at one of the card services, with a network of its own. */
  stage(instance = 0): Promise<Scene> {
    return Scene.open(this.system.urls[instance] ?? '', this.system.operatorKey);
  }

  /** Waits until nothing is under way: nothing pending, the outbox empty, every consumer at the end of its topics. */
  async settle(): Promise<void> {
    await eventually(async () => {
      const { rows } = await this.cards.query<{ pending: bigint; unpublished: bigint }>(
        `select (select count(*) from authorizations where state = 'pending') as pending,
                (select count(*) from outbox where refusal is null) as unpublished`,
      );
      const behind = await this.#recordsBehind();
      const left = { ...rows[0], ...behind };
      if (Object.values(left).some((count) => count > 0n)) throw new Error(`not settled: ${textOf(left)}`);
    }, 60_000);
  }

  /** Settles, then runs every invariant without any tolerance; what breaks one. */
  async violations(): Promise<string[]> {
    await this.settle();
    const findings = await runAudit({
      cardDatabase: this.cards,
      assessmentDatabase: this.assessments,
      kafka: this.kafka,
      toleranceMs: 0,
    });
    return findings.flatMap(({ invariant, violations }) =>
      violations.map((violation) => `${invariant}: ${violation}`),
    );
  }

  async stop(): Promise<void> {
    await Promise.all([this.cards.end(), this.assessments.end(), this.kafka.close()]);
    await this.system.stop();
  }

  /** By group and topic. A group that has never committed on a topic with records has them all before it. */
  async #recordsBehind(): Promise<Record<string, bigint>> {
    const lags = await consumerLag(this.kafka);
    const received = Object.entries(eventFlows).filter(([, { receivers }]) => receivers.length > 0);
    const ranges = await partitionRanges(
      this.kafka,
      received.map(([topic]) => topic),
    );
    const behind: Record<string, bigint> = {};
    for (const [topic] of received) {
      const committed = lags.filter((lag) => lag.topic === topic);
      const counts = committed.length > 0 ? committed.map(({ lag }) => lag) : ranges.map(countOn(topic));
      behind[topic] = counts.reduce((sum, count) => sum + count, 0n);
    }
    return behind;
  }
}

/** What the setup of the test run started, or the environment names. */
export function serversOfTheRun(): { postgresUrl: string; kafkaBrokers: string } {
  return { postgresUrl: setting('TEST_POSTGRES_URL'), kafkaBrokers: setting('KAFKA_BROKERS') };
}

function countOn(topic: string) {
  return (range: { topic: string; low: bigint; high: bigint }): bigint =>
    range.topic === topic ? range.high - range.low : 0n;
}

function textOf(counts: Readonly<Record<string, bigint>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0n)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the global setup of the tests sets it`);
  return value;
}
