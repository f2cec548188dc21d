import type { Policy } from '@mayfly/assessment';
import type { AssessmentShadowed, AuthorizationDecided, AuthorizationRequested } from '@mayfly/contracts';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import type { OutgoingEvent, ReceivedEvent } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { declinesAll } from '../../../../test/assessment/candidate-files';
import { policy } from '../../../../test/assessment/policies';
import { profileEvent } from '../../../../test/assessment/profile-event';
import { newCustomer, newRequest, workerMigrations } from '../../spec/worker-scene';
import { AssessRequests } from '../assessment/assess-requests';
import { ModelWatch } from '../operation/model-watch';
import { WorkerMetrics } from '../operation/worker-metrics';
import { ProfileArrivals } from '../profiles/profile-arrivals';
import { RecordProfiles } from '../profiles/record-profiles';
import { systemIds } from '../providers';
import type { Candidate } from './candidate';
import { JudgeDecisions } from './judge-decisions';
import { mostWaiting, Shadow } from './shadow';
import { ShadowMetrics } from './shadow-metrics';

let database: DisposableDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  pool = createPool(database.url, { max: 4, applicationName: 'shadow spec' });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Throws whenever it is asked to score. */
const throwing: Policy = {
  ...policy,
  version: 'throws',
  credit: {
    ...policy.credit,
    get scorecard(): never {
      throw new Error('no scorecard');
    },
  },
};

/** A worker without Kafka: what it publishes is kept. */
function workerWith(change: Partial<Candidate>) {
  const answers: OutgoingEvent[] = [];
  const verdicts: OutgoingEvent[] = [];
  const warnings: unknown[] = [];
  const keep = (kept: OutgoingEvent[]) => ({
    publish: (events: readonly OutgoingEvent[]) => Promise.resolve(void kept.push(...events)),
  });
  const candidate: Candidate = {
    policy: declinesAll,
    pool,
    publisher: keep(verdicts),
    log: { warn: (...args: unknown[]) => void warnings.push(args) },
    close: () => Promise.resolve(),
    ...change,
  };
  const metrics = new WorkerMetrics();
  const shadowMetrics = new ShadowMetrics(metrics);
  const shadow = new Shadow(
    candidate,
    new JudgeDecisions(candidate, systemIds, shadowMetrics),
    shadowMetrics,
  );
  const assess = new AssessRequests(
    pool,
    policy,
    systemIds,
    keep(answers),
    new ProfileArrivals(),
    metrics,
    shadow,
    new ModelWatch(policy, metrics),
  );
  return { assess, shadow, answers, verdicts, warnings, metrics };
}

function received(data: AuthorizationRequested): ReceivedEvent<AuthorizationRequested> {
  const type = 'authorization.requested.v1';
  const { customerId: subject, requestedAt: time } = data;
  return { id: uuidv7(), type, subject, time, topic: type, partition: 0, offset: '0', data };
}

/** Purchases of customers whose profiles are known. */
async function purchases(count: number): Promise<ReceivedEvent<AuthorizationRequested>[]> {
  const customers = Array.from({ length: count }, () => newCustomer());
  await new RecordProfiles(pool, new ProfileArrivals()).execute(customers.map(profileEvent));
  return customers.map((customer) => received(newRequest(customer)));
}

const decision = (event: OutgoingEvent | undefined): AuthorizationDecided =>
  event?.data as AuthorizationDecided;
const verdict = (event: OutgoingEvent | undefined): AssessmentShadowed => event?.data as AssessmentShadowed;

async function storedVerdicts({ data }: ReceivedEvent<AuthorizationRequested>): Promise<unknown[]> {
  const read = 'select event from shadow_verdicts where authorization_id = $1';
  const { rows } = await pool.query<{ event: unknown }>(read, [data.authorizationId]);
  return rows.map(({ event }) => event);
}

async function metric(metrics: WorkerMetrics, line: string): Promise<void> {
  expect(await metrics.registry.metrics()).toContain(`${line}\n`);
}

describe('a candidate in the shadow', () => {
  it('judges what was decided, from the same snapshot, and changes no answer', async () => {
    const worker = workerWith({});
    const [request] = await purchases(1);
    if (request === undefined) throw new Error('one purchase');
    await worker.assess.execute([request]);
    await worker.shadow.caughtUp();
    const answer = decision(worker.answers[0]);
    expect(worker.answers).toHaveLength(1);
    expect(answer).toMatchObject({ outcome: 'approved', policyVersion: 'policy-1' });
    expect(worker.verdicts).toMatchObject([
      { type: 'assessment.shadowed.v1', customerId: answer.customerId },
    ]);
    expect(verdict(worker.verdicts[0])).toMatchObject({
      authorizationId: answer.authorizationId,
      decisionId: answer.decisionId,
      candidateVersion: 'declines-all',
      outcome: 'declined',
      class: 'credit',
      scores: answer.scores,
      inForce: { policyVersion: 'policy-1', outcome: 'approved', class: null },
      differs: true,
    });
    expect(await storedVerdicts(request)).toEqual([worker.verdicts[0]?.data]);
    await metric(worker.metrics, 'mayfly_shadow_verdicts_total{in_force="approved",candidate="declined"} 1');
  });

  it('gives one verdict when a purchase is delivered again: the stored one, under its id', async () => {
    const worker = workerWith({});
    const requests = await purchases(2);
    for (const delivered of [requests, [...requests].reverse()]) {
      await worker.assess.execute(delivered);
      await worker.shadow.caughtUp();
    }
    const [first, second, ...again] = worker.verdicts;
    expect(again).toEqual([second, first]);
    for (const request of requests) expect(await storedVerdicts(request)).toHaveLength(1);
  });

  it('that throws changes nothing: each purchase is answered, the failures are counted and logged once', async () => {
    const worker = workerWith({ policy: throwing });
    const requests = await purchases(3);
    await worker.assess.execute(requests);
    await worker.shadow.caughtUp();
    expect(worker.answers.map((answer) => decision(answer).outcome)).toEqual(
      Array<string>(3).fill('approved'),
    );
    expect(worker.verdicts).toEqual([]);
    expect(worker.warnings).toHaveLength(1);
    await metric(worker.metrics, 'mayfly_shadow_failures_total{step="decide"} 3');
  });

  it('whose database is away changes nothing', async () => {
    const away = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1, applicationName: 'away' });
    const worker = workerWith({ pool: away });
    const requests = await purchases(2);
    await worker.assess.execute(requests);
    await worker.shadow.caughtUp();
    expect(worker.answers).toHaveLength(2);
    await metric(worker.metrics, 'mayfly_shadow_failures_total{step="read"} 2');
    await away.end();
  });

  it('whose topic takes nothing changes nothing, and its verdict is published with the redelivery', async () => {
    let broken = true;
    const verdicts: OutgoingEvent[] = [];
    const publish = (events: readonly OutgoingEvent[]): Promise<void> =>
      broken ? Promise.reject(new Error('no such topic')) : Promise.resolve(void verdicts.push(...events));
    const worker = workerWith({ publisher: { publish } });
    const requests = await purchases(1);
    await worker.assess.execute(requests);
    await worker.shadow.caughtUp();
    expect(worker.answers).toHaveLength(1);
    await metric(worker.metrics, 'mayfly_shadow_failures_total{step="publish"} 1');
    broken = false;
    await worker.assess.execute(requests);
    await worker.shadow.caughtUp();
    expect(verdicts).toHaveLength(1);
  });

  it('that falls too far behind loses what it cannot follow, and nobody waits for it', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const worker = workerWith({ publisher: { publish: () => held } });
    const requests = await purchases(1);
    await worker.assess.execute(requests);
    const others = Array.from({ length: mostWaiting + 7 }, () => ({ authorizationId: uuidv7() }));
    worker.shadow.follow(others);
    expect(worker.answers).toHaveLength(1);
    await metric(worker.metrics, 'mayfly_shadow_dropped_total 7');
    await metric(worker.metrics, `mayfly_shadow_backlog ${mostWaiting}`);
    letGo();
    await worker.shadow.beforeApplicationShutdown();
    await metric(worker.metrics, `mayfly_shadow_dropped_total ${mostWaiting + 7}`);
  });
});
