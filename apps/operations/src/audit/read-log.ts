import { findLuhnNumbers } from '@mayfly/card-number';
import { topics } from '@mayfly/contracts';
import { type Kafka, readTopics, type StoredRecord } from '@mayfly/messaging';

/** What the topics hold, read once from their beginning. */
export interface EventLog {
  /** Ids of all events by topic. */
  readonly idsByTopic: ReadonlyMap<string, ReadonlySet<string>>;
  /** Versions of each card in the order of the topic. */
  readonly cardVersions: ReadonlyMap<string, readonly number[]>;
  /** Where a number of our ranges that passes Luhn was found. */
  readonly cardNumbers: readonly string[];
}

/**
 * Reads every topic, dead letters included, from the beginning to its present end.
 *
 * @param iins the ranges of the numbers looked for: of ids that are all digits one in ten passes Luhn by chance
 */
export async function readLog(
  kafka: Kafka,
  iins: readonly string[],
  at: (what: string) => void = () => undefined,
): Promise<EventLog> {
  const idsByTopic = new Map<string, Set<string>>(topics.map(({ name }) => [name, new Set()]));
  const cardVersions = new Map<string, number[]>();
  const cardNumbers: string[] = [];
  const seen = new Set<string>();
  let read = 0;
  await readTopics(
    kafka,
    topics.map(({ name }) => name),
    (records) => {
      read += records.length;
      at(`reading the topics: ${read} records`);
      for (const record of records) {
        const id = record.headers['ce_id']?.toString();
        if (id !== undefined) idsByTopic.get(record.topic)?.add(id);
        if (record.topic === 'card.changed.v1' && id !== undefined && !seen.has(id)) {
          seen.add(id);
          rememberVersion(cardVersions, record);
        }
        if (holdsCardNumber(record, iins)) {
          cardNumbers.push(
            `${record.topic}[${record.partition}] offset ${record.offset} holds a card number`,
          );
        }
      }
    },
  );
  return { idsByTopic, cardVersions, cardNumbers };
}

function rememberVersion(cardVersions: Map<string, number[]>, record: StoredRecord): void {
  if (record.value === null) return;
  const { card, version } = JSON.parse(record.value.toString()) as {
    card: { cardId: string };
    version: number;
  };
  const versions = cardVersions.get(card.cardId);
  if (versions === undefined) cardVersions.set(card.cardId, [version]);
  else versions.push(version);
}

function holdsCardNumber({ key, value, headers }: StoredRecord, iins: readonly string[]): boolean {
  const text = [key?.toString() ?? '', value?.toString() ?? '', ...Object.values(headers).map(String)].join(
    '\n',
  );
  return findLuhnNumbers(text, iins).length > 0;
}
