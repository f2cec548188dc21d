import type { PurchasePowerAssessed, PurchasePowerRequested } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { CardsRoom } from '../../spec/cards-room';
import { owe } from '../../spec/ledger';
import { outboxEvents } from '../../spec/outbox-events';
import { answerTo, questionsOf } from '../../spec/purchase-power-answers';
import { eventually } from '../../../../test/support/eventually';
import { systemIds, systemMonotonicClock } from '../providers';
import { AskPurchasePower } from './ask-purchase-power';
import { AssessedPurchasePowerController } from './assessed-purchase-power.controller';
import { OpenQuestions } from './open-questions';
import { PurchasePowerNotices } from './purchase-power-notices';
import { QuestionLimits } from './question-limits';

const generousMs = 20_000;

/** One instance of the service, as far as purchase power goes. */
class Instance {
  readonly woken: string[] = [];
  readonly ask: AskPurchasePower;
  readonly notices: PurchasePowerNotices;
  private readonly assessed: AssessedPurchasePowerController;

  constructor({ pool, url }: CardDatabase, decisionDeadlineMs = generousMs) {
    const questions = new OpenQuestions();
    const outbox = { wake: (customers: readonly string[]) => void this.woken.push(...customers) };
    this.notices = new PurchasePowerNotices(pool, { databaseUrl: url }, questions);
    const limits = new QuestionLimits(systemMonotonicClock);
    this.ask = new AskPurchasePower(pool, systemIds, outbox, { decisionDeadlineMs }, questions, limits);
    this.assessed = new AssessedPurchasePowerController(questions, this.notices);
  }

  /** As if Kafka had brought these in one batch. */
  receive(...answers: PurchasePowerAssessed[]): void {
    const { assessed } = this;
    assessed.tell(answers.map((data) => ({ data }) as ReceivedEvent<PurchasePowerAssessed>));
  }
}

describe('asking for purchase power', () => {
  let database: CardDatabase;
  let cards: CardsRoom;
  let one: Instance;
  let other: Instance;

  beforeAll(async () => {
    database = await cardDatabase();
    cards = new CardsRoom(database.pool);
    one = new Instance(database);
    other = new Instance(database);
    await one.notices.start();
    await other.notices.start();
  });
  afterAll(async () => {
    await one.notices.stop();
    await other.notices.stop();
    await database.drop();
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
    const { customerId, accountId } = await cards.customer(100_000);
    await owe(database.pool, accountId, 30_000n);
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const answer = one.ask.execute(customerId, traceparent);
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
    one.receive(answerTo(asked));
    expect(await answer).toEqual(answerTo(asked));
    expect(one.woken).toContain(customerId);
    const event = (await outboxEvents(database.pool, customerId)).at(-1);
    expect(event).toMatchObject({ type: 'purchase-power.requested.v1' });
    expect(event?.traceparent).toContain('a'.repeat(32));
  });

  it('brings the answer to the instance that asked, whichever one Kafka gave it to', async () => {
    const { customerId } = await cards.customer();
    const answer = one.ask.execute(customerId, undefined);
    const asked = await question(customerId);
    other.receive(answerTo(asked, { amountMinor: 12_345 }));
    expect(await answer).toMatchObject({ questionId: asked.questionId, amountMinor: 12_345 });
  });

  it('answers each of two callers for the same customer its own question', async () => {
    const { customerId } = await cards.customer();
    const first = one.ask.execute(customerId, undefined);
    const firstAsked = await question(customerId);
    const second = other.ask.execute(customerId, undefined);
    const secondAsked = await question(customerId, 2);
    one.receive(answerTo(secondAsked, { amountMinor: 2 }), answerTo(firstAsked, { amountMinor: 1 }));
    expect([await first, await second].map(({ amountMinor }) => amountMinor)).toEqual([1, 2]);
  });

  it('takes the first of repeated answers, wherever the others come in', async () => {
    const { customerId } = await cards.customer();
    const answer = one.ask.execute(customerId, undefined);
    const asked = await question(customerId);
    one.receive(answerTo(asked, { amountMinor: 1 }), answerTo(asked, { amountMinor: 2 }));
    other.receive(answerTo(asked, { amountMinor: 3 }));
    expect((await answer).amountMinor).toBe(1);
  });

  it('gives up at the deadline; the late answer is nobody’s, and the next question gets its own', async () => {
    const hasty = new Instance(database, 50);
    const { customerId } = await cards.customer();
    await expect(hasty.ask.execute(customerId, undefined)).rejects.toMatchObject({
      status: 503,
      code: 'assessment_unavailable',
    });
    const late = await question(customerId);
    const answer = one.ask.execute(customerId, undefined);
    const asked = await question(customerId, 2);
    hasty.receive(answerTo(late, { amountMinor: 1 }));
    one.receive(answerTo(late, { amountMinor: 1 }), answerTo(asked, { amountMinor: 2 }));
    expect((await answer).amountMinor).toBe(2);
  });

  it('says that the assessment is not available when that is the answer', async () => {
    const { customerId } = await cards.customer();
    const answer = one.ask.execute(customerId, undefined);
    const technical = { class: 'technical', reasons: ['assessment_unavailable'], amountMinor: 0 } as const;
    one.receive(answerTo(await question(customerId), { ...technical, reasons: [...technical.reasons] }));
    await expect(answer).rejects.toMatchObject({ status: 503, code: 'assessment_unavailable' });
  });

  it('asks of many customers in few statements, over one connection, each with its own balances', async () => {
    const granted = Array.from({ length: 40 }, (_, nth) => 10_000 + nth);
    const customers = await Promise.all(granted.map((grantedMinor) => cards.customer(grantedMinor)));
    const statements = jest.spyOn(database.pool, 'connect');
    const answers = customers.map(({ customerId }) => one.ask.execute(customerId, undefined));
    await eventually(() => {
      expect(one.woken).toEqual(expect.arrayContaining(customers.map(({ customerId }) => customerId)));
    });
    expect(statements.mock.calls.length).toBeLessThanOrEqual(2);
    statements.mockRestore();
    const asked = await Promise.all(customers.map(({ customerId }) => question(customerId)));
    expect(asked.map(({ account }) => account.grantedMinor)).toEqual(granted);
    one.receive(...asked.map((each) => answerTo(each)));
    await Promise.all(answers);
  });

  it('opens one question on a customer at a time: a second is turned away, and nothing is asked', async () => {
    const { customerId } = await cards.customer();
    const answer = one.ask.execute(customerId, undefined);
    await expect(one.ask.execute(customerId, undefined)).rejects.toMatchObject({
      status: 429,
      code: 'purchase_power_asked_too_often',
    });
    one.receive(answerTo(await question(customerId)));
    await answer;
    expect(await questionsOf(database.pool, customerId)).toHaveLength(1);
  });

  it('finds no unknown customer, and asks nothing about one', async () => {
    const nobody = systemIds.uuid();
    await expect(one.ask.execute(nobody, undefined)).rejects.toMatchObject({ status: 404 });
    expect(await questionsOf(database.pool, nobody)).toEqual([]);
  });

  it('goes on after a notice that is no answer, and after an answer too long for a notice', async () => {
    const { customerId } = await cards.customer();
    const answer = one.ask.execute(customerId, undefined);
    const asked = await question(customerId);
    for (const payload of [
      'no json',
      '{"questionId": 7}',
      JSON.stringify({ ...answerTo(asked), currency: 1 }),
    ]) {
      await database.pool.query("select pg_notify('purchase_power_assessed', $1)", [payload]);
    }
    const tooLong = answerTo(asked, { sources: [{ name: 'x'.repeat(8_000), inquiry: 'soft' }] });
    other.receive(tooLong, answerTo(asked, { amountMinor: 9 }));
    expect((await answer).amountMinor).toBe(9);
  });
});
