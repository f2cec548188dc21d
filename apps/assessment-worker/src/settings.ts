/** What the environment tells this process; read once, at start. */
export interface Settings {
  readonly databaseUrl: string;
  readonly kafkaBrokers: readonly string[];
  /** Prefix of every topic and consumer group: several Mayflies on one cluster. */
  readonly topicPrefix: string;
  /** Of health and metrics; 0: any free port. */
  readonly healthPort: number;
  readonly logLevel: string;
}

/** A setting that is missing or makes no sense; the message names it and never repeats its value. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads and checks the settings; throws {@link InvalidSetting} naming the first that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const brokers = /^[^\s,]+:\d+(,[^\s,]+:\d+)*$/;
  return {
    databaseUrl: matching(env, 'ASSESSMENT_DATABASE_URL', /^postgres(ql)?:\/\/.+/, 'a postgres:// URL'),
    kafkaBrokers: matching(env, 'KAFKA_BROKERS', brokers, 'host:port, separated by commas').split(','),
    topicPrefix: matching(env, 'TOPIC_PREFIX', /^[\w.-]{0,64}$/, 'letters, digits, dots and dashes', ''),
    healthPort: port(env, 'HEALTH_PORT', '3001'),
    logLevel: matching(
      env,
      'LOG_LEVEL',
      new RegExp(`^(${logLevels.join('|')})$`),
      logLevels.join(', '),
      'info',
    ),
  };
}

function matching(
  env: NodeJS.ProcessEnv,
  name: string,
  pattern: RegExp,
  expected: string,
  fallback?: string,
): string {
  const value = env[name] ?? fallback;
  if (value === undefined) throw new InvalidSetting(`${name} is missing: expected ${expected}`);
  if (!pattern.test(value)) throw new InvalidSetting(`${name} is invalid: expected ${expected}`);
  return value;
}

function port(env: NodeJS.ProcessEnv, name: string, fallback: string): number {
  const expected = 'a port from 0 to 65535';
  const value = Number(matching(env, name, /^\d{1,5}$/, expected, fallback));
  if (value > 65_535) throw new InvalidSetting(`${name} is invalid: expected ${expected}`);
  return value;
}
