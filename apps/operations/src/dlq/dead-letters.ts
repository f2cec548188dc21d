import { styleText } from 'node:util';
import { type DeadLetter, type Kafka, listDeadLetters, replayDeadLetters } from '@mayfly/messaging';

/** Prints every dead letter: where it came from, why it failed, whether it was replayed. */
export async function printDeadLetters(kafka: Kafka, print: (line: string) => void): Promise<void> {
  const letters = await listDeadLetters(kafka);
  if (letters.length === 0) print('No dead letters.');
  for (const letter of letters) print(describe(letter));
}

/**
 * Sends dead letters back to their topics, or says what it would send.
 *
 * @param ids the letters' ids as the list prints them; empty: all that were not replayed yet
 * @returns how many of the named letters do not exist or cannot be replayed
 */
export async function replay(
  kafka: Kafka,
  ids: readonly string[],
  { dryRun }: { readonly dryRun: boolean },
  print: (line: string) => void,
): Promise<number> {
  const letters = await listDeadLetters(kafka);
  const unknown = ids.filter((id) => !letters.some((letter) => letter.id === id));
  for (const id of unknown) print(`${id}  does not exist`);
  const chosen = letters.filter(({ id, replayedAt }) =>
    ids.length === 0 ? replayedAt === undefined : ids.includes(id),
  );
  const replays = await replayDeadLetters(kafka, chosen, { dryRun });
  for (const { letter, outcome } of replays)
    print(`${outcome.replace('_', ' ').padEnd(13)} ${describe(letter)}`);
  if (dryRun) print('Nothing was sent. Add --yes to send.');
  return unknown.length + replays.filter(({ outcome }) => outcome === 'withheld').length;
}

function describe(letter: DeadLetter): string {
  const origin = `${letter.originalTopic}[${letter.originalPartition}]@${letter.originalOffset}`;
  const replayed =
    letter.replayedAt === undefined ? '' : styleText('dim', `  replayed ${letter.replayedAt.toISOString()}`);
  return `${letter.id}  ${letter.failedAt.toISOString()}  ${origin}  ${styleText('red', letter.errorClass)} ${letter.errorMessage}${replayed}`;
}
