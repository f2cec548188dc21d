import type { CustomerProfile, PurchasePowerAssessed, PurchasePowerRequested } from '@mayfly/contracts';
import { readTopics, type StoredRecord } from '@mayfly/messaging';
import { v7 as uuidv7 } from 'uuid';
import { goodCustomer } from '../../../../test/assessment/purchases';
import { newCustomer, newRequest, WorkerScene } from '../../spec/worker-scene';
import { eventually } from '../../../../test/support/eventually';

const day = 24 * 60 * 60 * 1000;
let scene: WorkerScene;

beforeAll(async () => {
  scene = await WorkerScene.open();
  await scene.startWorker();
});

afterAll(async () => {
  await scene.close();
});

describe('a question for purchase power', () => {
  it('is answered with the profile that was told: a purchase of that amount passes, of one minor unit more does not', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const question = questionOf(customer);
    await scene.tell('purchase-power.requested.v1', question);
    const answer = await answerTo(question);
    expect(answer).toMatchObject({
      questionId: question.questionId,
      customerId: customer.customerId,
      currency: 'EUR',
      amountMinor: 113_600,
      class: 'credit',
      reasons: ['debt_to_income_too_high'],
      policyVersion: 'policy-1',
    });
    const [passing, more] = [answer.amountMinor, answer.amountMinor + 1].map((amountMinor) =>
      newRequest(customer, {
        amountMinor,
        account: {
          grantedMinor: 500_000,
          availableMinor: 500_000 - amountMinor,
          heldMinor: amountMinor,
          owedMinor: 0,
        },
      }),
    );
    if (passing === undefined || more === undefined) throw new Error('two requests');
    await scene.tell('authorization.requested.v1', passing, more);
    expect((await scene.decision(passing.authorizationId)).outcome).toBe('approved');
    expect(await scene.decision(more.authorizationId)).toMatchObject({
      outcome: 'declined',
      class: answer.class,
      reasons: answer.reasons,
    });
  });

  it('is answered under the customer as key, by an event of its own for each', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const [one, other] = [questionOf(customer), questionOf(customer)];
    await scene.tell('purchase-power.requested.v1', one, other);
    const records = [await recordOf(one), await recordOf(other)];
    expect(records.map(({ key }) => key?.toString())).toEqual([customer.customerId, customer.customerId]);
    expect(new Set(records.map(({ headers }) => headers['ce_id']?.toString())).size).toBe(2);
    expect(records[0]?.headers['ce_time']?.toString()).toBe((await answerTo(one)).assessedAt);
  });

  it('waits for a profile as new as the one that was current, and lets others pass meanwhile', async () => {
    const [late, here] = [newCustomer({ version: 2, creditScore: 400 }), newCustomer()];
    await scene.introduce({ ...late, version: 1, creditScore: 742 }, here);
    const [waiting, ready] = [questionOf(late), questionOf(here)];
    await scene.tell('purchase-power.requested.v1', waiting, ready);
    await scene.tell('customer.profile.v1', late);
    expect((await answerTo(ready)).amountMinor).toBe(113_600);
    // Of the old profile it would be told 1,136.00.
    expect(await answerTo(waiting)).toMatchObject({ amountMinor: 0 });
  });

  it('is answered as technical when the profile does not come', async () => {
    const question = questionOf(newCustomer());
    await scene.tell('purchase-power.requested.v1', question);
    expect(await answerTo(question)).toMatchObject({
      amountMinor: 0,
      class: 'technical',
      reasons: ['assessment_unavailable'],
    });
  });

  it('is not answered past its deadline', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const overdue = questionOf(customer, { deadlineAt: new Date(Date.now() - 1).toISOString() });
    const next = questionOf(customer);
    await scene.tell('purchase-power.requested.v1', overdue, next);
    await answerTo(next);
    expect(await answersTo(overdue)).toEqual([]);
  });

  it('R15: is nothing while a repayment here is overdue, and something once it is paid back', async () => {
    const customer = newCustomer();
    await scene.introduce(customer);
    const { authorizationId, accountId, card } = newRequest(customer);
    await scene.tell('authorization.closed.v1', {
      authorizationId,
      customerId: customer.customerId,
      accountId,
      card,
      state: 'cleared',
      amountMinor: 30_000,
      currency: 'EUR',
      closedAt: new Date(Date.now() - 50 * day).toISOString(),
    });
    await stored('select 1 from clearings where customer_id = $1', customer);
    const account = { grantedMinor: 500_000, availableMinor: 470_000, heldMinor: 0, owedMinor: 30_000 };
    const before = questionOf(customer, { account });
    await scene.tell('purchase-power.requested.v1', before);
    expect(await answerTo(before)).toMatchObject({ amountMinor: 0, reasons: ['repayment_overdue'] });

    await scene.tell('account.repaid.v1', {
      repaymentId: uuidv7(),
      customerId: customer.customerId,
      accountId,
      amountMinor: 30_000,
      currency: 'EUR',
      account: questionOf(customer).account,
      repaidAt: new Date(Date.now() - 1_000).toISOString(),
    });
    await stored('select 1 from repayments where customer_id = $1', customer);
    const after = questionOf(customer);
    await scene.tell('purchase-power.requested.v1', after);
    expect((await answerTo(after)).amountMinor).toBe(113_600);
  });
});

function questionOf(
  customer: CustomerProfile,
  change: Partial<PurchasePowerRequested> = {},
): PurchasePowerRequested {
  const now = Date.now();
  return {
    questionId: uuidv7(),
    customerId: customer.customerId,
    accountId: goodCustomer.customerId,
    currency: 'EUR',
    account: { grantedMinor: 500_000, availableMinor: 500_000, heldMinor: 0, owedMinor: 0 },
    profileVersion: customer.version,
    requestedAt: new Date(now).toISOString(),
    deadlineAt: new Date(now + 20_000).toISOString(),
    ...change,
  };
}

async function answersTo({ questionId }: PurchasePowerRequested): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  await readTopics(scene.kafka, ['purchase-power.assessed.v1'], (records) => {
    found.push(...records.filter((record) => answerIn(record).questionId === questionId));
  });
  return found;
}

function recordOf(question: PurchasePowerRequested): Promise<StoredRecord> {
  return eventually(async () => {
    const [record] = await answersTo(question);
    if (record === undefined) throw new Error(`no answer to ${question.questionId}`);
    return record;
  });
}

async function answerTo(question: PurchasePowerRequested): Promise<PurchasePowerAssessed> {
  return answerIn(await recordOf(question));
}

function answerIn(record: StoredRecord): PurchasePowerAssessed {
  return JSON.parse(record.value?.toString('utf8') ?? 'null') as PurchasePowerAssessed;
}

async function stored(select: string, { customerId }: CustomerProfile): Promise<void> {
  await eventually(async () => {
    const { rows } = await scene.pool.query(select, [customerId]);
    if (rows.length === 0) throw new Error('not recorded yet');
  });
}
