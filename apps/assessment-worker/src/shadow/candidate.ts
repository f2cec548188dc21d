import { readPolicy, type Policy } from '@mayfly/assessment';
import { createKafka, EventPublisher, type Kafka } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import type { Log } from '@mayfly/process';
import type { Settings } from '../settings';

/** Injection token of the {@link Candidate}; only there when a policy is to be shadowed. */
export const CANDIDATE = Symbol('CANDIDATE');

/**
 * A candidate policy, with connections that nothing else uses: whatever becomes of its statements and events, those that
 * answer customers never wait behind them.
 */
export interface Candidate {
  readonly policy: Policy;
  readonly pool: Pool;
  readonly publisher: Pick<EventPublisher, 'publish'>;
  readonly log: Pick<Log, 'warn'>;
  readonly close: () => Promise<void>;
}

const statementTimeoutMs = 2_000;

/**
 * The candidate that the settings name; null when they name none. Nothing connects yet.
 *
 * @throws Error naming the file and what is wrong with it: a mistake should be found at start, not in a report without verdicts
 */
export function candidateOf(settings: Settings, inForce: Policy, log: Log): Candidate | null {
  const { shadowPolicyFile } = settings;
  if (shadowPolicyFile === null) return null;
  const policy = readPolicy(shadowPolicyFile);
  if (policy.version === inForce.version)
    throw new Error(`policy ${shadowPolicyFile}: ${policy.version} is the version in force`);
  const applicationName = 'assessment-worker-shadow';
  const pool = createPool(settings.databaseUrl, { max: 1, applicationName, statementTimeoutMs });
  const kafka: Kafka = createKafka({
    brokers: settings.kafkaBrokers,
    clientId: applicationName,
    topicPrefix: settings.topicPrefix,
    log,
  });
  return {
    policy,
    pool,
    publisher: new EventPublisher({ kafka, source: 'assessment-worker' }),
    log,
    close: async () => {
      await Promise.allSettled([kafka.close(), pool.end()]);
    },
  };
}
