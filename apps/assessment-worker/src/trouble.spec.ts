import { createPool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { eventually } from '../../../test/support/eventually';
import { policy } from '../../../test/assessment/policies';
import { dataOf, newCustomer, newRequest, WorkerScene } from '../spec/worker-scene';
import { makeDecisions } from './assessment/make-decisions';
import { readAssessmentInputs } from './assessment/read-assessment-inputs';
import { storeDecisions } from './assessment/store-decisions';
import type { Worker } from './start-worker';

let scene: WorkerScene;
let worker: Worker;

beforeAll(async () => {
  scene = await WorkerScene.open();
  worker = await scene.startWorker();
});

afterAll(async () => {
  await scene.close();
});

async function readiness(): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${worker.url}/health/ready`);
  return { status: response.status, body: await response.json() };
}

describe('a worker in trouble', () => {
  it('publishes after a crash what was stored before it', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const request = newRequest(customer);
    const [inputs] = await readAssessmentInputs(scene.pool, [request]);
    if (inputs === undefined) throw new Error('one request, one row');
    const [stored] = await storeDecisions(
      scene.pool,
      makeDecisions([{ request, inputs }], policy, { uuid: uuidv7 }),
    );
    await scene.tell('authorization.requested.v1', request);
    expect(await scene.decision(request.authorizationId)).toEqual(stored);
  });

  it('publishes a stored decision even when the deadline has passed since', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const request = newRequest(customer, { deadlineAt: new Date().toISOString() });
    const [inputs] = await readAssessmentInputs(scene.pool, [request]);
    if (inputs === undefined) throw new Error('one request, one row');
    const [stored] = await storeDecisions(
      scene.pool,
      makeDecisions([{ request, inputs }], policy, { uuid: uuidv7 }),
    );
    await scene.tell('authorization.requested.v1', request);
    expect(await scene.decision(request.authorizationId)).toEqual(stored);
  });

  it('is not ready while PostgreSQL is away, makes no dead letter, and goes on by itself when it is back', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ready', reasons: [] } });
    const { rows } = await scene.pool.query('select current_database() as name');
    const { name } = rows[0] as { name: string };
    const admin = createPool(process.env['TEST_POSTGRES_URL'] ?? '', {
      max: 1,
      applicationName: 'worker spec',
    });
    const request = newRequest(customer);
    await admin.query(`alter database ${name} with allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await scene.tell('authorization.requested.v1', request);
    await eventually(async () => {
      expect(await readiness()).toEqual({
        status: 503,
        body: { status: 'not_ready', reasons: ['database_unavailable'] },
      });
    });
    expect(scene.decided.filter((record) => dataOf(record).customerId === customer.customerId)).toEqual([]);
    await admin.query(`alter database ${name} with allow_connections true`);
    await admin.end();
    expect((await scene.decision(request.authorizationId)).outcome).toBe('approved');
    expect(await scene.deadLetters()).toEqual([]);
    expect((await readiness()).status).toBe(200);
  });

  it('decides every request once, in the order of each customer, while workers come and go', async () => {
    const customers = Array.from({ length: 30 }, () => newCustomer());
    await scene.introduce(...customers);
    const rounds = Array.from({ length: 6 }, () => customers.map((customer) => newRequest(customer)));
    const second = scene.startWorker();
    for (const [round, requests] of rounds.entries()) {
      await scene.tell('authorization.requested.v1', ...requests);
      if (round === 2) await second;
      if (round === 4) await scene.stopWorker(await second);
    }
    for (const { authorizationId } of rounds.flat()) {
      const records = await scene.decisionRecords(authorizationId);
      expect(new Set(records.map((record) => dataOf(record).decisionId)).size).toBe(1);
    }
    const { rows } = await scene.pool.query<{ attempts: number; round: string }>(
      `select (snapshot::jsonb -> 'history' ->> 'customerAttemptsLastHour')::int as attempts, count(*) as round
       from decisions where customer_id = any ($1) group by 1 order by 1`,
      [customers.map(({ customerId }) => customerId)],
    );
    expect(rows.map(({ attempts, round }) => [attempts, Number(round)])).toEqual(
      rounds.map((_requests, round) => [round, customers.length]),
    );
  });

  it('counts what it does', async () => {
    const metrics = await (await fetch(`${worker.url}/metrics`)).text();
    expect(metrics).toMatch(/mayfly_decisions_total\{outcome="approved",class="none",reason="none"\} [1-9]/);
    expect(metrics).toMatch(/mayfly_requests_redelivered_total [1-9]/);
    expect((await fetch(`${worker.url}/health/live`)).status).toBe(200);
  });
});
