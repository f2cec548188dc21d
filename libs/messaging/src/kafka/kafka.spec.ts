import { v7 as uuidv7 } from 'uuid';
import { createSpecKafka, dropSpecKafka, specBrokers } from '../../spec/spec-kafka';
import { createKafka, partitionRanges, publishRecords, type Kafka } from '../index';

let kafka: Kafka;

beforeAll(async () => {
  kafka = await createSpecKafka();
});

afterAll(async () => {
  await dropSpecKafka(kafka);
});

describe('the port to Kafka', () => {
  test('auto topic creation is off: naming a topic does not create it', async () => {
    const record = { topic: 'never.created', key: Buffer.from('key'), value: Buffer.from('{}'), headers: {} };
    await expect(publishRecords(kafka, [record])).rejects.toThrow('did not acknowledge');
    const admin = await kafka.admin();
    expect(await admin.listTopics()).not.toContain(kafka.prefixed('never.created'));
  });

  test('clients are shared: everybody gets the same producer and the same admin client', async () => {
    const [one, other] = await Promise.all([kafka.producer(), kafka.producer()]);
    expect(one).toBe(other);
    const [admin, sameAdmin] = await Promise.all([kafka.admin(), kafka.admin()]);
    expect(admin).toBe(sameAdmin);
  });

  test('the same key always goes to the same partition', async () => {
    const keys = Array.from({ length: 20 }, () => Buffer.from(uuidv7()));
    const records = keys.flatMap((key) =>
      [1, 2, 3].map((value) => ({
        topic: 'hold.released.v1',
        key,
        value: Buffer.from(`${value}`),
        headers: {},
      })),
    );
    await publishRecords(kafka, records);
    const ranges = await partitionRanges(kafka, ['hold.released.v1']);
    expect(ranges.map(({ high }) => Number(high) % 3)).toEqual(ranges.map(() => 0));
    expect(ranges.filter(({ high }) => high > 0n).length).toBeGreaterThan(1);
  });

  test('answers a ping when Kafka does, and refuses it when Kafka is not there', async () => {
    await expect(kafka.ping()).resolves.toBeUndefined();
    const nowhere = createKafka({ brokers: ['127.0.0.1:1'], clientId: 'spec', topicPrefix: '' });
    await expect(nowhere.ping()).rejects.toThrow();
    await nowhere.close();
  });

  test('a prefix separates systems on one cluster', () => {
    const other = createKafka({ brokers: specBrokers(), clientId: 'spec', topicPrefix: 'other.' });
    expect(other.prefixed('hold.released.v1')).toBe('other.hold.released.v1');
    expect(other.unprefixed('other.hold.released.v1')).toBe('hold.released.v1');
  });
});
