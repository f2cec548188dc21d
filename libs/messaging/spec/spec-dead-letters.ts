import { listDeadLetters, type DeadLetter, type Kafka } from '../src/index';
import { eventually } from '../../../test/support/eventually';

/** Waits until `count` dead letters of a group are there. */
export async function deadLettersOf(kafka: Kafka, groupId: string, count: number): Promise<DeadLetter[]> {
  return eventually(async () => {
    const letters = (await listDeadLetters(kafka)).filter((letter) => letter.groupId === groupId);
    if (letters.length < count) throw new Error(`${letters.length} dead letters of ${count}`);
    return letters;
  });
}
