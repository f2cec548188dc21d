import { parseArgs } from 'node:util';
import type { Kafka } from '@mayfly/messaging';
import { openScreen } from './screen';
import { watchTopics } from './watch-topics';

export const watchUsage =
  '  watch   the topics, live: [--topic PART]… [--card ID|LAST4] [--customer ID] [--outcome WORD] [--from-beginning] [--json]';

/** Shows the topics live until SIGINT or SIGTERM. Returns the exit code. */
export async function watchCommand(args: readonly string[], kafka: Kafka): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      topic: { type: 'string', multiple: true, default: [] },
      card: { type: 'string' },
      customer: { type: 'string' },
      outcome: { type: 'string' },
      'from-beginning': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { card, customer, outcome } = values;
  const from = values['from-beginning'] ? 'beginning' : 'now';
  const options = {
    filter: { card, customer, outcome },
    topics: values.topic,
    from,
    json: values.json,
  } as const;
  await watchTopics(kafka, options, openScreen(process.stdout), stop.signal);
  return 0;
}
