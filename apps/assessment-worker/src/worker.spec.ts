import { recordOf, type Snapshot } from '@mayfly/assessment';
import { publishRecords } from '@mayfly/messaging';
import { policy } from '../../../test/assessment/policies';
import { earlierPurchase, fraudReport, purchaseOf } from '../../../test/assessment/purchases';
import { eventually } from '../../../test/support/eventually';
import { dataOf, newCustomer, newRequest, WorkerScene } from '../spec/worker-scene';

let scene: WorkerScene;

beforeAll(async () => {
  scene = await WorkerScene.open();
  await scene.startWorker();
});

afterAll(async () => {
  await scene.close();
});

describe('the assessment worker', () => {
  it('R2: decides a purchase that was requested over Kafka, with the profile it was told of', async () => {
    const [good, poor] = [newCustomer(), newCustomer({ creditScore: 400 })];
    await scene.introduce(good, poor);
    const [bought, refused] = [newRequest(good), newRequest(poor)];
    await scene.tell('authorization.requested.v1', bought, refused);
    expect(await scene.decision(bought.authorizationId)).toMatchObject({
      outcome: 'approved',
      class: null,
      cardId: bought.card.cardId,
      policyVersion: 'policy-1',
    });
    expect(await scene.decision(refused.authorizationId)).toMatchObject({
      outcome: 'declined',
      class: 'credit',
      reasons: ['credit_score_too_low'],
      alternatives: [{ kind: 'pay_now', amountMinor: 4_990 }],
    });
  });

  it('publishes under the id and the time of the decision, keyed by customer, within the trace of the request', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const request = newRequest(customer);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await publishRecords(scene.kafka, [record(request.customerId, JSON.stringify(request), { traceparent })]);
    const [published] = await scene.decisionRecords(request.authorizationId);
    if (published === undefined) throw new Error('not published');
    const decision = dataOf(published);
    const headers = Object.fromEntries(
      Object.entries(published.headers).map(([name, value]) => [name, value.toString()]),
    );
    expect(published.key?.toString()).toBe(customer.customerId);
    expect(headers).toMatchObject({
      ce_id: decision.decisionId,
      ce_time: decision.decidedAt,
      ce_source: 'assessment-worker',
      traceparent: expect.stringContaining('0af7651916cd43dd8448eb211c80319c') as string,
    });
  });

  it('answers a redelivered request with the stored decision: the same event, byte for byte', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const request = newRequest(customer);
    await scene.tell('authorization.requested.v1', request);
    await scene.decision(request.authorizationId);
    // What would be decided now is different: the stored decision stands.
    await scene.introduce({ ...customer, version: 2, creditScore: 400 });
    await scene.tell('authorization.requested.v1', request);
    const [first, second] = await scene.decisionRecords(request.authorizationId, 2);
    expect(second?.value).toEqual(first?.value);
    expect(second?.headers['ce_id']).toEqual(first?.headers['ce_id']);
    expect(second?.headers['ce_time']).toEqual(first?.headers['ce_time']);
  });

  it('decides once when a request comes twice in one batch', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const request = newRequest(customer);
    const last = newRequest(customer);
    await scene.tell('authorization.requested.v1', request, request, last);
    await scene.decision(last.authorizationId);
    const records = await scene.decisionRecords(request.authorizationId);
    expect(new Set(records.map((one) => dataOf(one).decisionId)).size).toBe(1);
    const { rows } = await scene.pool.query('select 1 from purchases where customer_id = $1', [
      customer.customerId,
    ]);
    expect(rows).toHaveLength(2);
  });

  it('R9: counts attempts of one customer within a batch, in order: the eleventh is one too many', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const requests = Array.from({ length: 11 }, () => newRequest(customer));
    await scene.tell('authorization.requested.v1', ...requests);
    const decisions = await Promise.all(requests.map((request) => scene.decision(request.authorizationId)));
    expect(decisions.map(({ outcome }) => outcome)).toEqual([
      ...Array<string>(10).fill('approved'),
      'declined',
    ]);
    expect(decisions.at(-1)).toMatchObject({
      class: 'fraud',
      reasons: ['too_many_attempts'],
      alternatives: [],
    });
  });

  it('declines as technical when the profile does not come, and lets other customers pass meanwhile', async () => {
    const [stranger, known] = [newCustomer(), newCustomer()];
    await scene.introduce(known);
    const [unknown, bought] = [newRequest(stranger), newRequest(known)];
    await scene.tell('authorization.requested.v1', unknown, bought);
    expect((await scene.decision(bought.authorizationId)).outcome).toBe('approved');
    expect(await scene.decision(unknown.authorizationId)).toMatchObject({
      outcome: 'declined',
      class: 'technical',
      reasons: ['assessment_unavailable'],
    });
  });

  it('never uses a profile older than the request names, nor lets an older one replace a newer', async () => {
    const customer = newCustomer({ version: 3 });
    await scene.introduce(customer);
    await scene.tell('customer.profile.v1', { ...customer, version: 2, creditScore: 400 });
    const [request, tooNew] = [newRequest(customer), newRequest(customer, { profileVersion: 4 })];
    await scene.tell('authorization.requested.v1', request);
    expect((await scene.decision(request.authorizationId)).outcome).toBe('approved');
    await scene.tell('authorization.requested.v1', tooNew);
    expect((await scene.decision(tooNew.authorizationId)).reasons).toEqual(['assessment_unavailable']);
  });

  it('does not assess a request that is past its deadline', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const overdue = newRequest(customer, { deadlineAt: new Date(Date.now() - 1).toISOString() });
    const next = newRequest(customer);
    await scene.tell('authorization.requested.v1', overdue, next);
    await scene.decision(next.authorizationId);
    const { rows } = await scene.pool.query('select 1 from decisions where authorization_id = $1', [
      overdue.authorizationId,
    ]);
    expect(rows).toEqual([]);
  });

  it('makes a dead letter of a poisonous record and goes on with the next', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const next = newRequest(customer);
    await publishRecords(scene.kafka, [record(customer.customerId, '{"authorizationId": ')]);
    await scene.tell('authorization.requested.v1', next);
    expect((await scene.decision(next.authorizationId)).outcome).toBe('approved');
    const letters = await scene.deadLetters();
    expect(letters.filter(({ key }) => key?.toString() === customer.customerId)).toHaveLength(1);
  });

  it('R5: approvals and declines of the past leave the credit part of a decision as it is', async () => {
    const [beginner, veteran] = [newCustomer(), newCustomer()];
    await scene.introduce(beginner, veteran);
    const past = (['approved', 'declined', 'timed_out', 'approved', 'declined'] as const).map((state, day) =>
      earlierPurchase(newRequest(veteran), (day + 2) * 24 * 60 * 60 * 1000, { state }),
    );
    await scene.tell('authorization.resolved.v1', ...past);
    await eventually(async () => {
      const { rows } = await scene.pool.query('select 1 from purchases where customer_id = $1', [
        veteran.customerId,
      ]);
      if (rows.length < past.length) throw new Error('not recorded yet');
    });
    const amounts = purchaseOf(200_000);
    const [first, later] = [beginner, veteran].map((customer) =>
      newRequest(customer, { amountMinor: amounts.amountMinor, account: amounts.account }),
    );
    if (first === undefined || later === undefined) throw new Error('two requests');
    await scene.tell('authorization.requested.v1', first, later);
    const [one, other] = [
      await scene.decision(first.authorizationId),
      await scene.decision(later.authorizationId),
    ];
    expect(one.class).toBe('credit');
    // Offers may differ: what the fraud checks would stop is not offered, and they know the past.
    expect([other.class, other.reasons, other.scores.credit, other.creditPoints]).toEqual([
      one.class,
      one.reasons,
      one.scores.credit,
      one.creditPoints,
    ]);
    expect((await snapshotOf(later.authorizationId)).history.purchasesLast90Days).toBe(2);
  });

  it('knows from its report on that a purchase was fraud', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const [stolen, next] = [newRequest(customer), newRequest(customer)];
    await scene.tell('authorization.requested.v1', stolen);
    await scene.decision(stolen.authorizationId);
    const report = fraudReport(stolen, 0);
    await scene.tell('fraud.reported.v1', report, fraudReport(stolen, 1));
    await eventually(async () => {
      const { rows } = await scene.pool.query(
        'select 1 from purchases where customer_id = $1 and fraud_reported_at_ms = $2',
        [customer.customerId, Date.parse(report.reportedAt)],
      );
      if (rows.length === 0) throw new Error('not recorded yet');
    });
    const later = { ...next, requestedAt: new Date(Date.parse(stolen.requestedAt) + 1_000).toISOString() };
    await scene.tell('authorization.requested.v1', later);
    await scene.decision(later.authorizationId);
    const { features } = await snapshotOf(later.authorizationId);
    expect(features.customer).toMatchObject({ count: 1, reported: 1, countHere: 1 });
  });

  it('R7: a decline leaves the profile as it was', async () => {
    const customer = newCustomer({ creditScore: 400 });
    await scene.introduce(customer);
    const read = 'select version, profile, recorded_at from customer_profiles where customer_id = $1';
    const before: unknown = (await scene.pool.query(read, [customer.customerId])).rows;
    const request = newRequest(customer);
    await scene.tell('authorization.requested.v1', request);
    expect((await scene.decision(request.authorizationId)).outcome).toBe('declined');
    expect((await scene.pool.query(read, [customer.customerId])).rows).toEqual(before);
  });

  it('decides the same again from each stored snapshot', async () => {
    const { rows } = await scene.pool.query('select event, snapshot, snapshot_hash from decisions');
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows as {
      event: ReturnType<typeof dataOf>;
      snapshot: string;
      snapshot_hash: string;
    }[]) {
      const again = recordOf(JSON.parse(row.snapshot) as Snapshot, policy, row.event);
      expect(again.event).toEqual(row.event);
      expect(again.snapshot).toBe(row.snapshot);
      expect(again.event.snapshotHash).toBe(row.snapshot_hash);
    }
  });
});

async function snapshotOf(authorizationId: string): Promise<Snapshot> {
  const { rows } = await scene.pool.query('select snapshot from decisions where authorization_id = $1', [
    authorizationId,
  ]);
  return JSON.parse((rows[0] as { snapshot: string }).snapshot) as Snapshot;
}

function record(customerId: string, value: string, headers: Record<string, string> = {}) {
  const attributes = {
    ce_specversion: '1.0',
    ce_id: customerId,
    ce_type: 'authorization.requested.v1',
    ce_source: 'card-service',
    ce_time: new Date().toISOString(),
    ...headers,
  };
  return {
    topic: 'authorization.requested.v1',
    key: Buffer.from(customerId),
    value: Buffer.from(value),
    headers: Object.fromEntries(Object.entries(attributes).map(([name, text]) => [name, Buffer.from(text)])),
  };
}
