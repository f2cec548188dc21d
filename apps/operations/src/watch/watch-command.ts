import { flag, many, matching, readOptions, text } from '@mayfly/command-line';
import { topics } from '@mayfly/contracts';
import { validate } from 'uuid';
import { withKafka, type RunningSystem } from '../system/running-system';
import { openScreen } from './screen';
import { watchTopics } from './watch-topics';

/** Shows the topics live until SIGINT or SIGTERM. Returns the exit code. */
export async function watchCommand(args: readonly string[], system: RunningSystem): Promise<number> {
  const values = readOptions(args, {
    topic: many(
      matching("a part of a topic's name", (part) => topics.some(({ name }) => name.includes(part))),
    ),
    card: matching("a card's id or the last four digits of its number", isCard),
    customer: matching("a customer's id", validate),
    outcome: text('a state, an outcome or a reason'),
    'from-beginning': flag,
    json: flag,
  });
  const { card, customer, outcome } = values;
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

function isCard(text: string): boolean {
  return validate(text) || /^\d{4}$/.test(text);
}
