import { setTimeout as delay } from 'node:timers/promises';
import { listen } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { eventually } from '../../../../test/support/eventually';
import { publishedIds } from '../../spec/published';
import { repaid, repaidData } from '../../spec/spec-events';
import { createSpecKafka, dropSpecKafka, gatedKafka } from '../../spec/spec-kafka';
import {
  createSpecOutbox,
  outboxInsert,
  rowsWhere,
  writeEvents,
  type SpecOutbox,
} from '../../spec/spec-outbox';
import { specRelay } from '../../spec/spec-relay';
import { outboxBacklog, readTopics, type Kafka, type OutboxRelay } from '../index';
import { bucketOf } from './bucket-of';

let kafka: Kafka;
let outbox: SpecOutbox;
let relay: OutboxRelay;

beforeAll(async () => {
  kafka = await createSpecKafka();
});

afterAll(async () => {
  await dropSpecKafka(kafka);
});

beforeEach(async () => {
  outbox = await createSpecOutbox();
  relay = specRelay(outbox, kafka, 'relay');
});

afterEach(async () => {
  await relay.stop();
  await outbox.drop();
});

const allPublished = (): Promise<void> =>
  eventually(async () => {
    expect(await rowsWhere(outbox, 'refusal IS NULL')).toBe(0);
  });

describe('"WHERE id > last seen" loses rows that commit late: the relay', () => {
  test('publishes a row that commits after one with a higher number has gone', async () => {
    const customerId = uuidv7();
    await relay.start();
    const late = await outbox.pool.connect();
    await late.query('BEGIN');
    const first = outboxInsert(customerId);
    await late.query(first.query);
    const [second] = await writeEvents(outbox, customerId, 1);
    await eventually(async () => {
      expect(await publishedIds(kafka, customerId)).toEqual([second]);
    });
    await late.query('COMMIT');
    late.release();
    await eventually(async () => {
      expect(await publishedIds(kafka, customerId)).toEqual([second, first.id]);
    });
  });

  test('publishes nothing of a transaction that rolled back', async () => {
    const customerId = uuidv7();
    await relay.start();
    const client = await outbox.pool.connect();
    await client.query('BEGIN');
    await client.query(outboxInsert(customerId).query);
    await client.query('ROLLBACK');
    client.release();
    const ids = await writeEvents(outbox, customerId, 1);
    await allPublished();
    expect(await publishedIds(kafka, customerId)).toEqual(ids);
  });
});

describe('the relay', () => {
  test('publishes what was there before it, in the order of each customer, and what is written later', async () => {
    const customers = [uuidv7(), uuidv7(), uuidv7()];
    const written = new Map<string, string[]>();
    for (const customerId of customers) written.set(customerId, await writeEvents(outbox, customerId, 150));
    await relay.start();
    for (const customerId of customers) {
      written.get(customerId)?.push(...(await writeEvents(outbox, customerId, 5)));
      relay.wake([customerId]);
    }
    await allPublished();
    for (const customerId of customers) {
      expect(await publishedIds(kafka, customerId)).toEqual(written.get(customerId));
    }
    expect(await outboxBacklog(outbox.pool)).toEqual({ unpublished: 0n, refused: 0n, oldestSeconds: 0 });
  });

  test('sends the trace of the writer, the id and time of the row', async () => {
    const customerId = uuidv7();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const { id, query } = outboxInsert(customerId, repaidData(customerId), traceparent);
    await outbox.pool.query(query);
    const { rows } = await outbox.pool.query<{ created_at: Date }>('SELECT created_at FROM outbox');
    await relay.start();
    await allPublished();
    const headers: Record<string, string>[] = [];
    await readTopics(kafka, [repaid], (records) => {
      for (const record of records.filter(({ key }) => key?.toString() === customerId)) {
        headers.push(Object.fromEntries(Object.entries(record.headers).map(([k, v]) => [k, v.toString()])));
      }
    });
    expect(headers).toMatchObject([{ ce_id: id, traceparent, ce_time: rows[0]?.created_at.toISOString() }]);
  });

  test('sets an event aside that its schema rejects, and goes on with the others', async () => {
    const customerId = uuidv7();
    const bad = outboxInsert(customerId, { ...repaidData(customerId), amountMinor: -1 });
    await outbox.pool.query(bad.query);
    const good = await writeEvents(outbox, customerId, 1);
    await relay.start();
    await allPublished();
    expect(await publishedIds(kafka, customerId)).toEqual(good);
    expect(await rowsWhere(outbox, `id = '${bad.id}' AND refusal LIKE '/amountMinor%'`)).toBe(1);
    expect(await outboxBacklog(outbox.pool)).toMatchObject({ unpublished: 0n, refused: 1n });
  });

  test('is woken by a call from another instance, outside any transaction', async () => {
    const customerId = uuidv7();
    const calls: string[] = [];
    const listener = await listen(outbox.url, 'outbox_wake', (payload) => calls.push(payload));
    await relay.start();
    const other = specRelay(outbox, kafka, 'holds no bucket');
    const ids = await writeEvents(outbox, customerId, 1);
    other.wake([customerId]);
    await eventually(() => {
      expect(calls).toContain(`${bucketOf(customerId)}`);
    });
    await allPublished();
    expect(await publishedIds(kafka, customerId)).toEqual(ids);
    await listener.close();
  });

  test('keeps the ids of what it has published for a week, and nothing of it in the outbox', async () => {
    const batch = (ids: readonly string[], days: number): Promise<unknown> =>
      outbox.pool.query(
        `INSERT INTO published_batches (published_at, event_ids, types)
         SELECT now() - $2 * interval '1 day', $1::uuid[], array_fill('x'::text, array[cardinality($1::uuid[])])`,
        [ids, days],
      );
    const [old, young] = [uuidv7(), uuidv7()];
    await batch([old], 8);
    await batch([young], 6);
    const written = await writeEvents(outbox, uuidv7(), 3);
    const [stuck] = await writeEvents(outbox, uuidv7(), 1);
    await outbox.pool.query(`UPDATE outbox SET refusal = 'kept for the audit' WHERE id = $1`, [stuck]);
    await relay.start();
    await eventually(async () => {
      const { rows } = await outbox.pool.query<{ id: string; type: string }>(
        'SELECT event.id, event.type FROM published_batches, unnest(event_ids, types) AS event (id, type)',
      );
      expect(rows.map(({ id }) => id).toSorted()).toEqual([young, ...written].toSorted());
      expect(rows.filter(({ type }) => type === repaid)).toHaveLength(3);
    });
    expect(await rowsWhere(outbox, 'true')).toBe(1);
  });
});

describe('while something is away the relay waits, and', () => {
  test('drains the outbox when Kafka returns', async () => {
    const customerId = uuidv7();
    const { kafka: gated, gate } = gatedKafka(kafka);
    const behindGate = specRelay(outbox, gated, 'behind the gate');
    await behindGate.start();
    const before = await writeEvents(outbox, customerId, 1);
    behindGate.wake([customerId]);
    await allPublished();
    gate.shut();
    const meanwhile = await writeEvents(outbox, customerId, 20);
    behindGate.wake([customerId]);
    await delay(500);
    expect(await rowsWhere(outbox, 'refusal IS NULL')).toBe(20);
    gate.reopen();
    await allPublished();
    await behindGate.stop();
    await gated.close();
    expect(await publishedIds(kafka, customerId)).toEqual([...before, ...meanwhile]);
  });

  test('goes on when PostgreSQL has thrown it out', async () => {
    const customerId = uuidv7();
    await relay.start();
    const before = await writeEvents(outbox, customerId, 1);
    await allPublished();
    const client = await outbox.pool.connect();
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    client.release();
    const after = await eventually(() => writeEvents(outbox, customerId, 1));
    relay.wake([customerId]);
    await allPublished();
    expect(await publishedIds(kafka, customerId)).toEqual([...before, ...after]);
  });
});
