import { createKafka, silentLog, type Kafka } from '@mayfly/messaging';

/** Where a running Mayfly is: what the operators' commands need to reach it. */
export interface RunningSystem {
  readonly cardDatabaseUrl: string;
  readonly assessmentDatabaseUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly topicPrefix: string;
}

/** Thrown when the environment does not tell where the system is; names the variable. */
export class NoRunningSystem extends Error {}

/**
 * Reads the addresses from the variables that the applications read too; `npm start` leaves them for the commands of its checkout.
 * One that is not there is missed when it is used: a command says first what is wrong with its options.
 */
export function findRunningSystem(env: NodeJS.ProcessEnv): RunningSystem {
  return {
    get cardDatabaseUrl() {
      return address(env, 'CARD_DATABASE_URL');
    },
    get assessmentDatabaseUrl() {
      return address(env, 'ASSESSMENT_DATABASE_URL');
    },
    get kafkaBrokers() {
      return address(env, 'KAFKA_BROKERS').split(',');
    },
    topicPrefix: env['TOPIC_PREFIX'] ?? '',
  };
}

/** Runs what needs the system's Kafka, and leaves it. */
export async function withKafka<T>(
  { kafkaBrokers, topicPrefix }: RunningSystem,
  work: (kafka: Kafka) => Promise<T>,
): Promise<T> {
  const kafka = createKafka({
    brokers: kafkaBrokers,
    clientId: 'operations',
    topicPrefix,
    log: silentLog,
  });
  try {
    return await work(kafka);
  } finally {
    await kafka.close();
  }
}

function address(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value !== undefined) return value;
  throw new NoRunningSystem(`${name} is not set, and no \`npm start\` is running in this checkout`);
}
