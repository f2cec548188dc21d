import { flag, readArguments, wrongValue } from '@mayfly/command-line';
import { withKafka, type RunningSystem } from '../system/running-system';
import { printDeadLetters, replay } from './dead-letters';

/** Lists the dead letters or replays them. Returns the exit code: 1 when a named letter was not replayed. */
export async function dlqCommand(
  args: readonly string[],
  system: RunningSystem,
  print: (line: string) => void,
): Promise<number> {
  const {
    values,
    names: [verb = 'list', ...ids],
  } = readArguments(args, { yes: flag });
  if (verb !== 'list' && verb !== 'replay') throw wrongValue('dlq', 'list or replay', verb);
  return withKafka(system, async (kafka) => {
    if (verb === 'replay') return (await replay(kafka, ids, { dryRun: !values.yes }, print)) === 0 ? 0 : 1;
    await printDeadLetters(kafka, print);
    return 0;
  });
}
