import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaBatchServer, type Kafka } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { writeCandidate } from '../../../test/assessment/candidate-files';
import { newCustomer, newRequest, WorkerScene } from '../spec/worker-scene';
import { eventually } from '../../../test/support/eventually';
import { StopOrder } from '../../../test/support/stop-order';
import { Readiness } from './operation/readiness';
import { KAFKA, POOL } from './providers';
import { SHADOW, type Shadow } from './shadow/shadow';
import type { Worker } from './start-worker';

const waitingStatements = `
  select from pg_locks
  where not granted and database = (select oid from pg_database where datname = current_database())`;

describe('the worker, when it stops', () => {
  let directory: string;
  let scene: WorkerScene;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'stop-order-spec-'));
    scene = await WorkerScene.open();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await scene.close();
    rmSync(directory, { recursive: true });
  });

  it('is not ready, ends the shadow and HTTP, decides the batch in hand, then leaves Kafka and the database', async () => {
    const worker = await scene.startWorker(writeCandidate(directory, 'candidate-1'));
    const customer = newCustomer();
    await scene.introduce(customer);
    const request = newRequest(customer);
    const letGo = await holdProfiles(scene);
    await scene.tell('authorization.requested.v1', request);
    await eventually(async () => {
      const { rows } = await scene.pool.query<object>(waitingStatements);
      expect(rows).not.toEqual([]);
    });

    const order = watched(worker);
    const stopped = scene.stopWorker(worker);
    await eventually(() => {
      expect(order.steps).toContain('a consumer leaves');
    });
    await letGo();
    await stopped;

    expect(order.steps).toEqual([
      'no work is asked for',
      'the shadow ends',
      'the shadow ends: done',
      'HTTP closes',
      'HTTP closes: done',
      'a consumer leaves',
      'a consumer leaves',
      'a consumer leaves: done',
      'a consumer leaves: done',
      'Kafka is left',
      'Kafka is left: done',
      'the pool ends',
      'the pool ends: done',
    ]);
    expect(await scene.decision(request.authorizationId)).toMatchObject({ outcome: 'approved' });
  });
});

/** Keeps what is known of customers from being read. */
async function holdProfiles({ pool }: WorkerScene): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query('lock table customer_profiles in access exclusive mode');
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

function watched({ app }: Worker): StopOrder {
  const order = new StopOrder();
  order.watch('no work is asked for', app.get(Readiness), 'markStopped');
  order.watch('the shadow ends', app.get<Shadow>(SHADOW), 'beforeApplicationShutdown');
  order.watch('HTTP closes', app.getHttpAdapter(), 'close');
  order.watch('a consumer leaves', KafkaBatchServer.prototype, 'close');
  order.watch('Kafka is left', app.get<Kafka>(KAFKA), 'close');
  order.watch('the pool ends', app.get<Pool>(POOL), 'end');
  return order;
}
