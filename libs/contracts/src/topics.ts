import { eventTypes } from './generated/schemas';
import type { EventType } from './events/event-types';

/** A Kafka topic as it is created: partitions, how long it keeps records, and whether it keeps only the newest for each key. */
export interface Topic {
  readonly name: string;
  readonly partitions: number;
  /** Milliseconds; −1 keeps records for ever. */
  readonly retentionMs: number;
  readonly cleanupPolicy: 'delete' | 'compact';
}

/** The applications that consume: each has a group of its own and a topic for what it could not read. */
export type ConsumerApp = 'card-service' | 'assessment-worker';

const days = 24 * 60 * 60 * 1000;
const partitions = 6;
const compacted: ReadonlySet<EventType> = new Set<EventType>(['customer.profile.v1']);

/** The dead-letter topic of an application. */
export function deadLetterTopicOf(app: ConsumerApp): string {
  return `${app}.dead-letters.v1`;
}

/** Every topic of the system; all are keyed by customer id, so that one customer's events stay in order. */
export const topics: readonly Topic[] = [
  ...eventTypes.map((name): Topic =>
    compacted.has(name)
      ? { name, partitions, retentionMs: -1, cleanupPolicy: 'compact' }
      : { name, partitions, retentionMs: 7 * days, cleanupPolicy: 'delete' },
  ),
  ...(['card-service', 'assessment-worker'] as const).map((app): Topic => ({
    name: deadLetterTopicOf(app),
    partitions: 1,
    retentionMs: 30 * days,
    cleanupPolicy: 'delete',
  })),
];
