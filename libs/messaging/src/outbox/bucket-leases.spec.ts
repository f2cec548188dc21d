import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { eventually } from '../../../../test/support/eventually';
import { publishedIds } from '../../spec/published';
import { createSpecKafka, dropSpecKafka } from '../../spec/spec-kafka';
import {
  bucketsByOwner,
  createSpecOutbox,
  rowsWhere,
  writeEvents,
  type SpecOutbox,
} from '../../spec/spec-outbox';
import { specRelay } from '../../spec/spec-relay';
import { EventPublisher, silentLog, type Kafka, type RawRecord } from '../index';
import { BucketLeases } from './bucket-leases';
import { bucketOf } from './bucket-of';
import { OutboxPass } from './outbox-pass';

let kafka: Kafka;
let outbox: SpecOutbox;

beforeAll(async () => {
  kafka = await createSpecKafka();
});

afterAll(async () => {
  await dropSpecKafka(kafka);
});

beforeEach(async () => {
  outbox = await createSpecOutbox();
});

afterEach(async () => {
  await outbox.drop();
});

test('a customer has the same bucket in SQL and in TypeScript', async () => {
  const ids = fc.sample(fc.uuid(), 500);
  const { rows } = await outbox.pool.query<{ id: string; bucket: number }>(
    'SELECT id, outbox_bucket(id) AS bucket FROM unnest($1::uuid[]) AS id',
    [ids],
  );
  expect(rows.map(({ bucket }) => bucket)).toEqual(ids.map(bucketOf));
  expect(new Set(rows.map(({ bucket }) => bucket)).size).toBe(8);
});

describe('relays share the buckets', () => {
  test('one has them all, a second gets half, a third its share; who stops hands back at once', async () => {
    const relays = ['a', 'b', 'c'].map((name) => specRelay(outbox, kafka, name));
    const [a, b, c] = relays;
    await a?.start();
    expect(await bucketsByOwner(outbox)).toEqual({ a: 8 });
    await b?.start();
    await eventually(async () => {
      expect(await bucketsByOwner(outbox)).toEqual({ a: 4, b: 4 });
    });
    await c?.start();
    await eventually(async () => {
      expect(Object.values(await bucketsByOwner(outbox)).sort()).toEqual([2, 3, 3]);
    });
    await a?.stop();
    // Sooner than a lease could end: five seconds.
    await eventually(async () => {
      expect(await bucketsByOwner(outbox)).toEqual({ b: 4, c: 4 });
    }, 4_000);
    await Promise.all([b?.stop(), c?.stop()]);
    expect(await bucketsByOwner(outbox)).toEqual({});
  });

  test('two that start together publish everything, in the order of each customer', async () => {
    const relays = ['a', 'b'].map((name) => specRelay(outbox, kafka, name));
    await Promise.all(relays.map((relay) => relay.start()));
    const customers = Array.from({ length: 16 }, () => uuidv7());
    const written = await Promise.all(customers.map((customerId) => writeEvents(outbox, customerId, 10)));
    relays[0]?.wake(customers);
    await eventually(async () => {
      expect(await rowsWhere(outbox, 'true')).toBe(0);
    });
    await Promise.all(relays.map((relay) => relay.stop()));
    for (const [index, customerId] of customers.entries()) {
      expect(await publishedIds(kafka, customerId)).toEqual(written[index]);
    }
  });

  test('those of a relay that has died are taken over when its lease ends', async () => {
    const dead = new BucketLeases(outbox.pool, 'dead');
    await dead.share();
    const heir = specRelay(outbox, kafka, 'heir');
    await heir.start();
    expect(await bucketsByOwner(outbox)).toEqual({ dead: 8 });
    await eventually(async () => {
      expect(await bucketsByOwner(outbox)).toEqual({ heir: 8 });
    });
    await heir.stop();
  });
});

describe('a zombie relay', () => {
  /** A publisher during whose send somebody else takes the buckets over. */
  class InterruptedPublisher extends EventPublisher {
    constructor(private readonly interrupt: () => Promise<void>) {
      super({ kafka, source: 'spec' });
    }

    override async send(records: readonly RawRecord[]): Promise<void> {
      await this.interrupt();
      await super.send(records);
    }
  }

  test('marks nothing in buckets that were taken over: the fencing token has grown', async () => {
    const customerId = uuidv7();
    const ids = await writeEvents(outbox, customerId, 3);
    const zombie = new BucketLeases(outbox.pool, 'zombie');
    await zombie.share();
    const heir = new BucketLeases(outbox.pool, 'heir');
    const takeOver = async (): Promise<void> => {
      await outbox.pool.query(`UPDATE outbox_lease SET expires_at = now() - interval '1 second'`);
      await outbox.pool.query('DELETE FROM outbox_relay');
      await heir.share();
    };
    await new OutboxPass(outbox.pool, new InterruptedPublisher(takeOver), zombie, silentLog).run();
    expect(await rowsWhere(outbox, 'true')).toBe(ids.length);
    await new OutboxPass(outbox.pool, new EventPublisher({ kafka, source: 'spec' }), heir, silentLog).run();
    expect(await rowsWhere(outbox, 'true')).toBe(0);
    // Sent twice, under the same ids and in the same order.
    expect(await publishedIds(kafka, customerId)).toEqual(ids);
  });

  test('does not trust a lease that ended while it stood still', async () => {
    const leases = new BucketLeases(outbox.pool, 'stopped');
    await leases.share();
    expect(leases.held()).toHaveLength(8);
    const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 5_000);
    expect(leases.held()).toEqual([]);
    clock.mockRestore();
  });

  test('gets a bucket back only under a new token', async () => {
    const leases = new BucketLeases(outbox.pool, 'relay');
    await leases.share();
    const before = leases.held();
    await outbox.pool.query(`UPDATE outbox_lease SET expires_at = now() - interval '1 second'`);
    await leases.share();
    expect(leases.held().map(({ fencingToken }) => fencingToken)).toEqual(
      before.map(({ fencingToken }) => fencingToken + 1n),
    );
  });
});
