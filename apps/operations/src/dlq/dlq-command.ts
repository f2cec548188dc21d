import { parseArgs } from 'node:util';
import type { Kafka } from '@mayfly/messaging';
import { printDeadLetters, replay } from './dead-letters';

export const dlqUsage =
  '  dlq     the dead letters: list (default), or replay [ID…] [--yes]; without --yes nothing is sent';

/** Lists the dead letters or replays them. Returns the exit code: 1 when a named letter was not replayed. */
export async function dlqCommand(
  args: readonly string[],
  kafka: Kafka,
  print: (line: string) => void,
): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { yes: { type: 'boolean', default: false } },
  });
  const [verb = 'list', ...ids] = positionals;
  if (verb === 'list') {
    await printDeadLetters(kafka, print);
    return 0;
  }
  if (verb !== 'replay') throw new Error(`dlq knows list and replay, not ${verb}`);
  return (await replay(kafka, ids, { dryRun: !values.yes }, print)) === 0 ? 0 : 1;
}
