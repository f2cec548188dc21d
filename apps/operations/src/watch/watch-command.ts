import { readOptions, wrongValue } from '@mayfly/command-line';
import { topics } from '@mayfly/contracts';
import { validate } from 'uuid';
import { withKafka, type RunningSystem } from '../system/running-system';
import { openScreen } from './screen';
import { watchTopics } from './watch-topics';

export const watchUsage =
  '  watch   the topics, live: [--topic PART]… [--card ID|LAST4] [--customer ID] [--outcome WORD] [--from-beginning] [--json]';

/** Shows the topics live until SIGINT or SIGTERM. Returns the exit code. */
export async function watchCommand(args: readonly string[], system: RunningSystem): Promise<number> {
  const { values } = readOptions({
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
  const { card, customer, outcome } = values;
  if (card !== undefined && !validate(card) && !/^\d{4}$/.test(card))
    throw wrongValue('--card', "a card's id or the last four digits of its number", card);
  if (customer !== undefined && !validate(customer))
    throw wrongValue('--customer', "a customer's id", customer);
  for (const part of values.topic) {
    if (!topics.some(({ name }) => name.includes(part)))
      throw wrongValue('--topic', "a part of a topic's name", part);
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const from = values['from-beginning'] ? 'beginning' : 'now';
  const options = {
    filter: { card, customer, outcome },
    topics: values.topic,
    from,
    json: values.json,
  } as const;
  await withKafka(system, (kafka) => watchTopics(kafka, options, openScreen(process.stdout), stop.signal));
  return 0;
}
