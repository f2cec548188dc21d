import { randomUUID } from 'node:crypto';
import { reasonOf } from '@mayfly/contracts';
import { Assessor } from '../../spec/assessor';
import { CardServiceApp, purchase, type TestCaller } from '../../spec/card-service-app';
import { answerTo, PurchasePowerAnswers, questionsOf } from '../../spec/purchase-power-answers';
import { createLog } from '../operation/log';
import { startService, type RunningService } from '../start-service';

const pathOf = (customerId: string) => `/v1/customers/${customerId}/purchase-power`;

describe('GET /v1/customers/{id}/purchase-power', () => {
  let app: CardServiceApp;
  let answers: PurchasePowerAnswers;

  beforeAll(async () => {
    app = await CardServiceApp.start({ DECISION_DEADLINE_MS: '10000' });
    answers = new PurchasePowerAnswers(app);
  });
  afterAll(async () => {
    await answers.stop();
    await app.stop();
  });

  async function asked({ api }: Pick<TestCaller, 'api'>, customerId: string, reasons = ['not_affordable']) {
    const [answer] = await Promise.all([
      api.get(pathOf(customerId)),
      answers.answer(customerId, { reasons }),
    ]);
    return answer;
  }

  it('R15: tells the customer how much, why not more, and what to do', async () => {
    const customer = await app.customer();
    const { status, body } = await asked(customer, customer.customerId);
    const { whatHappened: text, principalReason, whatToDo } = reasonOf('not_affordable').customer;
    expect(status).toBe(200);
    expect(body).toEqual({
      customerId: customer.customerId,
      amountMinor: 40_000,
      currency: 'EUR',
      summary: expect.stringContaining('one purchase of 400.00 EUR now') as string,
      instalments: [
        {
          count: 3,
          amountMinor: 90_000,
          eachMinor: 30_000,
          text: 'A purchase of 900.00 EUR, paid back in 3 monthly instalments of 300.00 EUR.',
        },
      ],
      limitedBy: [{ code: 'not_affordable', text, principalReason }],
      nextSteps: whatToDo,
      sources: [
        {
          name: 'credit bureau',
          inquiry: 'soft',
          text: expect.stringContaining('does not change your credit score') as string,
        },
      ],
      assessedAt: '2026-03-03T10:14:00.009Z',
    });
  });

  it('R12: is closed to agents, and a reason that rests on a credit bureau also to operators', async () => {
    const { customerId } = await app.customer();
    const agent = await app.caller('agent');
    expect(await agent.api.get(pathOf(customerId))).toMatchObject({
      status: 403,
      body: { code: 'role_not_admitted' },
    });
    expect(await questionsOf(app.pool, customerId)).toEqual([]);
    const { body } = await asked({ api: app.operator }, customerId, ['missed_payments']);
    expect(body['limitedBy']).toMatchObject([{ code: 'not_shown' }]);
    expect(JSON.stringify(body)).not.toMatch(/missed|late|delinquent/i);
    const other = await app.customer();
    const auditor = await app.caller('auditor');
    const { body: seen } = await asked(auditor, other.customerId, ['missed_payments']);
    expect(seen['limitedBy']).toMatchObject([{ code: 'missed_payments' }]);
  });

  it('is asked ten times a minute and no more, by customer and staff together, and says when to ask again', async () => {
    const customer = await app.customer();
    const askers = [customer, { api: app.operator }];
    for (let nth = 1; nth <= 10; nth += 1) {
      const asker = askers[nth % 2] ?? customer;
      const [{ status }] = await Promise.all([
        asker.api.get(pathOf(customer.customerId)),
        answers.answer(customer.customerId, {}, nth),
      ]);
      expect(status).toBe(200);
    }
    for (const apiKey of [customer.apiKey, app.settings.operatorKey]) {
      const headers = { authorization: `Bearer ${apiKey}` };
      const response = await fetch(app.url + pathOf(customer.customerId), { headers });
      expect(response.status).toBe(429);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await response.json()).toMatchObject({ code: 'purchase_power_asked_too_often' });
    }
    expect(await questionsOf(app.pool, customer.customerId)).toHaveLength(10);
  });

  it('is not found for another customer, nor of a customer that does not exist', async () => {
    const { api } = await app.customer();
    const { customerId } = await app.customer();
    const notFound = { status: 404, body: { code: 'not_found' } };
    expect(await api.get(pathOf(customerId))).toMatchObject(notFound);
    expect(await app.operator.get(pathOf(randomUUID()))).toMatchObject(notFound);
    expect(await questionsOf(app.pool, customerId)).toEqual([]);
  });

  it('changes nothing by being asked: balances, profile and cards are as before', async () => {
    const customer = await app.customer();
    const read = async () => (await customer.api.get(`/v1/customers/${customer.customerId}`)).body;
    const before = await read();
    await asked(customer, customer.customerId);
    expect(await read()).toEqual(before);
  });

  it('R15: says of a frozen account why nothing can be spent, without asking the assessment', async () => {
    const customer = await app.customer();
    const network = await app.caller('network');
    const assessor = new Assessor(app);
    const [{ body: bought }] = await Promise.all([
      network.api.post('/v1/authorizations', purchase(await app.card(customer.customerId))),
      assessor.decide(customer.customerId),
    ]);
    await assessor.stop();
    const { authorizationId } = bought;
    expect((await customer.api.post('/v1/fraud-reports', { authorizationId })).status).toBe(201);
    const { whatHappened: text, whatToDo } = reasonOf('account_frozen').customer;
    expect((await customer.api.get(pathOf(customer.customerId))).body).toMatchObject({
      amountMinor: 0,
      limitedBy: [{ code: 'account_frozen', text }],
      nextSteps: whatToDo,
      sources: [],
    });
    expect(await questionsOf(app.pool, customer.customerId)).toEqual([]);
  });

  it('is a problem while the assessment cannot answer', async () => {
    const customer = await app.customer();
    const [response] = await Promise.all([
      fetch(app.url + pathOf(customer.customerId), {
        headers: { authorization: `Bearer ${customer.apiKey}` },
      }),
      answers.answer(customer.customerId, { class: 'technical', reasons: ['assessment_unavailable'] }),
    ]);
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({
      type: 'urn:mayfly:problem:assessment_unavailable',
      status: 503,
      code: 'assessment_unavailable',
    });
  });

  describe('with two instances of the service', () => {
    let second: RunningService;

    beforeAll(async () => {
      const log = createLog('silent', { write: () => undefined });
      second = await startService(app.settings, log, (error) => {
        throw error;
      });
    });
    afterAll(() => second.stop());

    it('answers whichever of them was asked, repeated and unknown answers in between', async () => {
      const customer = await app.customer();
      const headers = { authorization: `Bearer ${customer.apiKey}` };
      const path = pathOf(customer.customerId);
      // All answers of one customer reach one instance: one of the two callers waits at the other.
      for (const [index, url] of [app.url, second.url].entries()) {
        const amountMinor = 1_000 + index;
        const [response] = await Promise.all([
          fetch(url + path, { headers }),
          answers.answer(customer.customerId, { amountMinor }, index + 1).then(async (question) => {
            const unknown = { questionId: randomUUID(), customerId: customer.customerId };
            await answers.publish([answerTo(unknown), answerTo(question, { amountMinor: 7 })]);
          }),
        ]);
        expect(await response.json()).toMatchObject({ amountMinor });
      }
    });
  });
});
