import { matching } from './read-setting';

/** What every service process is told. */
export interface ProcessSettings {
  readonly kafkaBrokers: readonly string[];
  /** Prefix of every topic and consumer group: several Mayflies on one cluster. */
  readonly topicPrefix: string;
  readonly logLevel: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads KAFKA_BROKERS, TOPIC_PREFIX and LOG_LEVEL; throws `InvalidSetting` naming the first that is wrong. */
export function processSettings(env: NodeJS.ProcessEnv): ProcessSettings {
  return {
    kafkaBrokers: matching(
      env,
      'KAFKA_BROKERS',
      /^[^\s,]+:\d+(,[^\s,]+:\d+)*$/,
      'host:port, separated by commas',
    ).split(','),
    topicPrefix: matching(env, 'TOPIC_PREFIX', /^[\w.-]{0,64}$/, 'letters, digits, dots and dashes', ''),
    logLevel: matching(
      env,
      'LOG_LEVEL',
      new RegExp(`^(${logLevels.join('|')})$`),
      logLevels.join(', '),
      'info',
    ),
  };
}

/** The URL of the service's own database; throws `InvalidSetting` naming the variable. */
export function databaseUrl(env: NodeJS.ProcessEnv, name: string): string {
  return matching(env, name, /^postgres(ql)?:\/\/.+/, 'a postgres:// URL');
}
