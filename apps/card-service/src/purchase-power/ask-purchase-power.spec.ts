import type { PurchasePowerAssessed, PurchasePowerRequested } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { cardDatabaseForTests } from '../../spec/card-database';
import { owe } from '../../spec/ledger';
import { outboxEvents } from '../../spec/outbox-events';
import { answerTo, questionsOf } from '../../spec/purchase-power-answers';
import { eventually } from '../../../../test/support/eventually';
import { CardServiceUnderTest } from '../../spec/card-service-under-test';
import { SIDE_POOL, systemIds } from '../providers';
import { AskPurchasePower } from './ask-purchase-power';
import { AssessedPurchasePowerController } from './assessed-purchase-power.controller';
import { PurchasePowerNotices } from './purchase-power-notices';

const generousMs = 20_000;

/** As if Kafka had brought these in one batch. */
function receive(instance: CardServiceUnderTest, ...answers: PurchasePowerAssessed[]): void {
  const events = answers.map((data) => ({ data }) as ReceivedEvent<PurchasePowerAssessed>);
  instance.get(AssessedPurchasePowerController).tell(events);
}

describe('asking for purchase power', () => {
  const database = cardDatabaseForTests();
  const one = database.instance({ decisionDeadlineMs: generousMs });
  const other = database.instance({ decisionDeadlineMs: generousMs });

  beforeAll(async () => {
    await one.get(PurchasePowerNotices).onApplicationBootstrap();
    await other.get(PurchasePowerNotices).onApplicationBootstrap();
  });

  /** The customer's `nth` question, once it is written. */
  function question(customerId: string, nth = 1): Promise<PurchasePowerRequested> {
    return eventually(async () => {
      const asked = (await questionsOf(database.pool, customerId))[nth - 1];
      if (asked === undefined) throw new Error('not asked yet');
      return asked;
    });
  }

  it('writes the question with balances and profile version as they are, and rings for the relay', async () => {
    const { customerId, accountId } = await other.customer(100_000);
    await owe(database.pool, accountId, 30_000n);
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const answer = one.get(AskPurchasePower).execute(customerId, traceparent);
    const asked = await question(customerId);
    expect(asked).toEqual({
      questionId: asked.questionId,
      customerId,
      accountId,
      currency: 'EUR',
      account: { grantedMinor: 100_000, availableMinor: 70_000, heldMinor: 0, owedMinor: 30_000 },
      profileVersion: 1,
      requestedAt: asked.requestedAt,
      deadlineAt: new Date(Date.parse(asked.requestedAt) + generousMs).toISOString(),
    });
    receive(one, answerTo(asked));
    expect(await answer).toEqual(answerTo(asked));
    expect(one.relay.woken).toContain(customerId);
    const event = (await outboxEvents(database.pool, customerId)).at(-1);
    expect(event).toMatchObject({ type: 'purchase-power.requested.v1' });
    expect(event?.traceparent).toContain('a'.repeat(32));
  });

  it('brings the answer to the instance that asked, whichever one Kafka gave it to', async () => {
    const { customerId } = await other.customer();
    const answer = one.get(AskPurchasePower).execute(customerId, undefined);
    const asked = await question(customerId);
    receive(other, answerTo(asked, { amountMinor: 12_345 }));
    expect(await answer).toMatchObject({ questionId: asked.questionId, amountMinor: 12_345 });
  });

  it('answers each of two callers for the same customer its own question', async () => {
    const { customerId } = await other.customer();
    const first = one.get(AskPurchasePower).execute(customerId, undefined);
    const firstAsked = await question(customerId);
    const second = other.get(AskPurchasePower).execute(customerId, undefined);
    const secondAsked = await question(customerId, 2);
    receive(one, answerTo(secondAsked, { amountMinor: 2 }), answerTo(firstAsked, { amountMinor: 1 }));
    expect([await first, await second].map(({ amountMinor }) => amountMinor)).toEqual([1, 2]);
  });

  it('takes the first of repeated answers, wherever the others come in', async () => {
    const { customerId } = await other.customer();
    const answer = one.get(AskPurchasePower).execute(customerId, undefined);
    const asked = await question(customerId);
    receive(one, answerTo(asked, { amountMinor: 1 }), answerTo(asked, { amountMinor: 2 }));
    receive(other, answerTo(asked, { amountMinor: 3 }));
    expect((await answer).amountMinor).toBe(1);
  });

  it('gives up at the deadline; the late answer is nobody’s, and the next question gets its own', async () => {
    const hasty = await CardServiceUnderTest.on(database.url, { decisionDeadlineMs: 50 });
    const { customerId } = await other.customer();
    await expect(hasty.get(AskPurchasePower).execute(customerId, undefined)).rejects.toMatchObject({
      status: 503,
      code: 'assessment_unavailable',
    });
    const late = await question(customerId);
    const answer = one.get(AskPurchasePower).execute(customerId, undefined);
    const asked = await question(customerId, 2);
    receive(hasty, answerTo(late, { amountMinor: 1 }));
    receive(one, answerTo(late, { amountMinor: 1 }), answerTo(asked, { amountMinor: 2 }));
    expect((await answer).amountMinor).toBe(2);
    await hasty.stop();
  });

  it('says that the assessment is not available when that is the answer', async () => {
    const { customerId } = await other.customer();
    const answer = one.get(AskPurchasePower).execute(customerId, undefined);
    const technical = { class: 'technical', reasons: ['assessment_unavailable'], amountMinor: 0 } as const;
    receive(one, answerTo(await question(customerId), { ...technical, reasons: [...technical.reasons] }));
    await expect(answer).rejects.toMatchObject({ status: 503, code: 'assessment_unavailable' });
  });

  it('asks of many customers in few statements, over one connection, each with its own balances', async () => {
    const granted = Array.from({ length: 40 }, (_, nth) => 10_000 + nth);
    const customers = await Promise.all(granted.map((grantedMinor) => other.customer(grantedMinor)));
    const statements = jest.spyOn(one.get<Pool>(SIDE_POOL), 'connect');
    const answers = customers.map(({ customerId }) =>
      one.get(AskPurchasePower).execute(customerId, undefined),
    );
    await eventually(() => {
      expect(one.relay.woken).toEqual(expect.arrayContaining(customers.map(({ customerId }) => customerId)));
    });
    expect(statements.mock.calls.length).toBeLessThanOrEqual(2);
    statements.mockRestore();
    const asked = await Promise.all(customers.map(({ customerId }) => question(customerId)));
    expect(asked.map(({ account }) => account.grantedMinor)).toEqual(granted);
    receive(one, ...asked.map((each) => answerTo(each)));
    await Promise.all(answers);
  });

  it('opens one question on a customer at a time: a second is turned away, and nothing is asked', async () => {
    const { customerId } = await other.customer();
    const answer = one.get(AskPurchasePower).execute(customerId, undefined);
    await expect(one.get(AskPurchasePower).execute(customerId, undefined)).rejects.toMatchObject({
      status: 429,
      code: 'purchase_power_asked_too_often',
    });
    receive(one, answerTo(await question(customerId)));
    await answer;
    expect(await questionsOf(database.pool, customerId)).toHaveLength(1);
  });

  it('finds no unknown customer, and asks nothing about one', async () => {
    const nobody = systemIds.uuid();
    await expect(one.get(AskPurchasePower).execute(nobody, undefined)).rejects.toMatchObject({ status: 404 });
    expect(await questionsOf(database.pool, nobody)).toEqual([]);
  });

  it('goes on after a notice that is no answer, and after an answer too long for a notice', async () => {
    const { customerId } = await other.customer();
    const answer = one.get(AskPurchasePower).execute(customerId, undefined);
    const asked = await question(customerId);
    for (const payload of [
      'no json',
      '{"questionId": 7}',
      JSON.stringify({ ...answerTo(asked), currency: 1 }),
    ]) {
      await database.pool.query("select pg_notify('purchase_power_assessed', $1)", [payload]);
    }
    const tooLong = answerTo(asked, { sources: [{ name: 'x'.repeat(8_000), inquiry: 'soft' }] });
    receive(other, tooLong, answerTo(asked, { amountMinor: 9 }));
    expect((await answer).amountMinor).toBe(9);
  });
});
