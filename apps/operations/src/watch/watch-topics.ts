import { topics as allTopics } from '@mayfly/contracts';
import { consumerLag, type Kafka, listDeadLetters, type StoredRecord, tailTopics } from '@mayfly/messaging';
import { type EventFilter, passes } from './event-filter';
import { renderFooter } from './footer';
import { renderLine } from './render-line';
import type { Screen } from './screen';
import { watchedEvent } from './watched-event';

export interface WatchOptions {
  readonly filter: EventFilter;
  /** Topics whose name contains one of these; all when empty. */
  readonly topics: readonly string[];
  readonly from: 'beginning' | 'now';
  readonly json: boolean;
}

const footerIntervalMs = 2_000;

/** Shows the topics live until `signal` aborts. */
export async function watchTopics(
  kafka: Kafka,
  options: WatchOptions,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  const names = allTopics
    .map(({ name }) => name)
    .filter((name) => options.topics.length === 0 || options.topics.some((part) => name.includes(part)));
  const tail = await tailTopics(
    kafka,
    {
      topics: names,
      from: options.from,
      onError: (error) => screen.line(`watching stopped: ${error.message}`),
    },
    (records) => {
      for (const record of records) show(record, options, screen);
    },
  );
  const footer = options.json ? undefined : keepFooter(kafka, screen);
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  clearInterval(footer);
  await tail.stop();
}

function show(record: StoredRecord, { filter, json }: WatchOptions, screen: Screen): void {
  const event = watchedEvent(record);
  if (passes(filter, event)) screen.line(json ? JSON.stringify(event) : renderLine(event));
}

function keepFooter(kafka: Kafka, screen: Screen): NodeJS.Timeout {
  let busy = false;
  const refresh = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      const [lags, letters] = [await consumerLag(kafka), await listDeadLetters(kafka)];
      screen.footer(renderFooter(lags, letters.filter(({ replayedAt }) => replayedAt === undefined).length));
    } catch (error) {
      screen.footer(`Kafka does not answer: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      busy = false;
    }
  };
  void refresh();
  return setInterval(() => void refresh(), footerIntervalMs);
}
