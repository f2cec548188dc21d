/** Where a running Mayfly is: what the operators' commands need to reach it. */
export interface RunningSystem {
  readonly cardDatabaseUrl: string;
  readonly assessmentDatabaseUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly topicPrefix: string;
}

/** Thrown when the environment does not tell where the system is; names the variable. */
export class NoRunningSystem extends Error {}

/** Reads the addresses from the variables that the applications read too; `npm start` leaves them for the commands of its checkout. */
export function findRunningSystem(env: NodeJS.ProcessEnv): RunningSystem {
  return {
    cardDatabaseUrl: address(env, 'CARD_DATABASE_URL'),
    assessmentDatabaseUrl: findAssessmentDatabase(env),
    kafkaBrokers: address(env, 'KAFKA_BROKERS').split(','),
    topicPrefix: env['TOPIC_PREFIX'] ?? '',
  };
}

/** The URL of the assessment's database: all that some commands need. */
export function findAssessmentDatabase(env: NodeJS.ProcessEnv): string {
  return address(env, 'ASSESSMENT_DATABASE_URL');
}

function address(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value !== undefined) return value;
  throw new NoRunningSystem(`${name} is not set, and no \`npm start\` is running in this checkout`);
}
