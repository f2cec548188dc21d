import type { CustomerProfile } from '@mayfly/contracts';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import {
  EventPublisher,
  OutboxRelay,
  outboxMigrations,
  readTopics,
  silentLog,
  type StoredRecord,
} from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { newCustomer, WorkerScene } from '../../spec/worker-scene';
import { eventually } from '../../../../test/support/eventually';

/** A publisher in a process that stands still between the relay's check and its send, until it is let go. */
class FrozenPublisher extends EventPublisher {
  thaw: () => void = () => undefined;
  readonly #thawed = new Promise<void>((resolve) => {
    this.thaw = resolve;
  });
  #reached: () => void = () => undefined;
  readonly reached = new Promise<void>((resolve) => {
    this.#reached = resolve;
  });

  override async send(records: Parameters<EventPublisher['send']>[0]): Promise<void> {
    this.#reached();
    await this.#thawed;
    await super.send(records);
  }
}

describe('a relay that was frozen before it sent', () => {
  let scene: WorkerScene;
  let database: DisposableDatabase;
  let pool: Pool;

  beforeAll(async () => {
    scene = await WorkerScene.open();
    database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', outboxMigrations);
    pool = createPool(database.url, { max: 4, applicationName: 'frozen relay spec' });
  });
  afterAll(async () => {
    await scene.close();
    await pool.end();
    await database.drop();
  });

  function relay(instanceId: string, publisher: EventPublisher): OutboxRelay {
    return new OutboxRelay({ pool, databaseUrl: database.url, publisher, instanceId, log: silentLog });
  }

  async function write(profile: CustomerProfile): Promise<void> {
    await pool.query(
      `insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload)
      values ($1, outbox_bucket($2), 'customer', $2, 'customer.profile.v1', $3)`,
      [uuidv7(), profile.customerId, JSON.stringify(profile)],
    );
  }

  async function published(): Promise<boolean> {
    const { rows } = await pool.query('select from outbox');
    return rows.length === 0;
  }

  /** The versions on the topic, in order, and the event ids: compaction keeps the last. */
  async function onTopic({ customerId }: CustomerProfile): Promise<{ version: number; id: string }[]> {
    const records: StoredRecord[] = [];
    await readTopics(scene.kafka, ['customer.profile.v1'], (read) => void records.push(...read));
    return records
      .filter(({ key }) => key?.toString() === customerId)
      .map(({ value, headers }) => ({
        version: (JSON.parse(value?.toString() ?? '{}') as CustomerProfile).version,
        id: headers['ce_id']?.toString() ?? '',
      }));
  }

  it('and then appends an old profile behind a newer one does not win: the newest stands last, and stays', async () => {
    const customer = newCustomer();
    const frozen = new FrozenPublisher({ kafka: scene.kafka, source: 'card-service' });
    const [before, after] = [
      relay('frozen', frozen),
      relay('awake', new EventPublisher({ kafka: scene.kafka, source: 'card-service' })),
    ];
    await write(customer);
    await before.start();
    await frozen.reached;
    // Its lease ends while it stands still, and another takes its buckets.
    await pool.query(
      `update outbox_lease set owner = null, expires_at = null, fencing_token = fencing_token + 1`,
    );
    await pool.query(`delete from outbox_relay`);
    await after.start();
    await write({ ...customer, version: 2, creditScore: 701 });
    after.wake([customer.customerId]);
    await eventually(async () => {
      expect(await published()).toBe(true);
    });
    frozen.thaw();
    await eventually(async () => {
      expect((await onTopic(customer)).at(-1)).toMatchObject({ version: 1 });
    });
    await before.stop();
    await after.stop();

    const worker = await scene.startWorker();
    const repaired = await eventually(async () => {
      const records = await onTopic(customer);
      expect(records.at(-1)).toMatchObject({ version: 2 });
      return records;
    });
    expect(repaired.map(({ version }) => version)).toEqual([1, 2, 1, 2]);
    expect(repaired[3]?.id).toBe(repaired[1]?.id);
    const { rows } = await scene.pool.query('select version from customer_profiles where customer_id = $1', [
      customer.customerId,
    ]);
    expect(rows).toEqual([{ version: 2 }]);

    // And nothing more is appended.
    const next = newCustomer();
    await scene.introduce(next);
    expect(await onTopic(customer)).toEqual(repaired);
    await scene.stopWorker(worker);
  });
});
