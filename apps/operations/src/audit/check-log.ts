import { eventTypes, topics, type EventType } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import type { Finding } from './finding';
import type { EventLog } from './read-log';

const pageSize = 10_000;
const compacted = new Set(
  topics.filter(({ cleanupPolicy }) => cleanupPolicy === 'compact').map(({ name }) => name),
);
const nilUuid = '00000000-0000-0000-0000-000000000000';
const decided = 'authorization.decided.v1';
/** An answer of the moment: nothing is stored of it. */
const unstored: EventType = 'purchase-power.assessed.v1';
const stored = eventTypes.filter((type) => type !== unstored);

/** An event that was written into the outbox. */
export interface WrittenEvent {
  readonly id: string;
  readonly type: string;
  /** False while its row waits. */
  readonly published: boolean;
}

interface Batch {
  readonly id: bigint;
  readonly event_ids: readonly string[];
  readonly types: readonly string[];
}

/** What the databases say was written: the outbox of the card service, decisions and a candidate's verdicts of the worker. */
export interface Written {
  readonly events: readonly WrittenEvent[];
  readonly decisionIds: readonly string[];
  readonly verdictIds: readonly string[];
}

/** Reads every event of the outbox, sent or waiting, every decision and every verdict, written more than `ageMs` ago. */
export async function readWritten(
  cardDatabase: Pool,
  assessmentDatabase: Pool,
  ageMs: number,
): Promise<Written> {
  return {
    // What is sent meanwhile is then in both.
    events: [...(await readWaiting(cardDatabase, ageMs)), ...(await readPublished(cardDatabase, ageMs))],
    decisionIds: await readIds(assessmentDatabase, 'decision-ids.sql', ageMs),
    verdictIds: await readIds(assessmentDatabase, 'verdict-ids.sql', ageMs),
  };
}

async function readWaiting(database: Pool, ageMs: number): Promise<WrittenEvent[]> {
  const rows = await readPages<{ seq: bigint; id: string; type: string }>(
    database,
    'waiting-events.sql',
    0n,
    ({ seq }) => seq,
    ageMs,
  );
  return rows.map(({ id, type }) => ({ id, type, published: false }));
}

async function readPublished(database: Pool, ageMs: number): Promise<WrittenEvent[]> {
  const batches = await readPages<Batch>(database, 'published-batches.sql', 0n, ({ id }) => id, ageMs);
  return batches.flatMap(({ event_ids: ids, types }) =>
    ids.map((id, place) => ({ id, type: types[place] ?? '', published: true })),
  );
}

async function readIds(database: Pool, file: string, ageMs: number): Promise<string[]> {
  const rows = await readPages<{ id: string }>(database, file, nilUuid, ({ id }) => id, ageMs);
  return rows.map(({ id }) => id);
}

async function readPages<Row extends object>(
  database: Pool,
  file: string,
  start: bigint | string,
  positionOf: (row: Row) => bigint | string,
  ageMs: number,
): Promise<Row[]> {
  const statement = loadStatement(__dirname, file);
  const rows: Row[] = [];
  for (let after = start; ;) {
    const page = await statement.rows<Row>(database, [after, pageSize, ageMs]);
    for (const row of page) rows.push(row);
    const last = page.at(-1);
    if (last === undefined) return rows;
    after = positionOf(last);
  }
}

/**
 * Holds the log against the databases.
 *
 * @param before what was written some time before the log was read: all of it must be there
 * @param after what was written by the time it had been read: nothing else may be there
 */
export function checkLog(log: EventLog, before: Written, after: Written): Finding[] {
  return [
    { invariant: '7 every event is in Kafka', violations: missingEvents(log, before) },
    { invariant: '7 no event without its transaction', violations: strayEvents(log, after) },
    { invariant: '9 card versions grow by one', violations: brokenVersions(log) },
    { invariant: '11 no card number in a topic', violations: log.cardNumbers },
  ];
}

function missingEvents(log: EventLog, { events, decisionIds }: Written): string[] {
  const has = (topic: string, id: string): boolean => log.idsByTopic.get(topic)?.has(id) ?? false;
  return [
    // Compaction removes older profiles: only topics that keep every record can be held to the rule.
    ...events
      .filter(({ id, type }) => !compacted.has(type) && !has(type, id))
      .map(
        ({ id, type, published }) => `event ${id} is not in ${type}${published ? '' : ', and unpublished'}`,
      ),
    ...decisionIds.filter((id) => !has(decided, id)).map((id) => `decision ${id} is not in ${decided}`),
  ];
}

function strayEvents(log: EventLog, { events, decisionIds, verdictIds }: Written): string[] {
  const known = new Set([...events.map(({ id }) => id), ...decisionIds, ...verdictIds]);
  return stored.flatMap((type) =>
    [...(log.idsByTopic.get(type) ?? [])]
      .filter((id) => !known.has(id))
      .map((id) => `event ${id} is in ${type} and in no table`),
  );
}

function brokenVersions(log: EventLog): string[] {
  return [...log.cardVersions]
    .filter(([, versions]) =>
      versions.some((version, index) => index > 0 && version !== (versions[index - 1] ?? 0) + 1),
    )
    .map(([cardId, versions]) => `card ${cardId} went through versions ${versions.join(', ')}`);
}
