import type { AuthorizationDecided } from '@mayfly/contracts';
import { Assessor } from '../../../spec/assessor';
import { CardServiceApp, purchase, type TestCaller } from '../../../spec/card-service-app';

type Body = Readonly<Record<string, unknown>>;

const creditDecline = {
  outcome: 'declined',
  class: 'credit',
  reasons: ['debt_to_income_too_high', 'not_affordable'],
  alternatives: [
    { kind: 'smaller_amount', amountMinor: 1_900 },
    { kind: 'instalments', count: 3, eachMinor: 1_400 },
  ],
  counterfactuals: [
    { kind: 'smaller_amount', amountMinor: 1_977 },
    { kind: 'lower_obligations', monthlyMinor: 1_977 },
  ],
  scores: { credit: 539.31, fraud: 0.0011 },
  creditPoints: [
    { characteristic: 'Seniority', points: 439.31 },
    { characteristic: 'Home', points: 100 },
  ],
  modelVersions: ['credit-1', 'fraud-1'],
} as const;

describe('explanations', () => {
  let app: CardServiceApp;
  let assessor: Assessor;
  let network: TestCaller;
  let merchant: TestCaller;

  beforeAll(async () => {
    app = await CardServiceApp.start({ DECISION_DEADLINE_MS: '10000' });
    assessor = new Assessor(app);
    network = await app.caller('network');
    merchant = await app.caller('merchant');
  });
  afterAll(async () => {
    await assessor.stop();
    await app.stop();
  });

  /** A purchase that is declined for credit: the sender's answer, and the customer. */
  async function declined(
    sender: TestCaller,
    change: Partial<AuthorizationDecided> = {},
  ): Promise<{ answer: Body; customer: TestCaller; path: string }> {
    const customer = await app.customer();
    const card = await app.card(customer.customerId);
    const [{ body: answer }] = await Promise.all([
      sender.api.post('/v1/authorizations', purchase(card)),
      assessor.decide(customer.customerId, {
        ...creditDecline,
        reasons: [...creditDecline.reasons],
        alternatives: [...creditDecline.alternatives],
        counterfactuals: [...creditDecline.counterfactuals],
        creditPoints: [...creditDecline.creditPoints],
        modelVersions: [...creditDecline.modelVersions],
        ...change,
      }),
    ]);
    return { answer, customer, path: `/v1/authorizations/${String(answer['authorizationId'])}` };
  }

  it('R11: the merchant gets a ready text with next steps in the answer to its own call, the network does not', async () => {
    const { answer } = await declined(merchant);
    expect(answer).toMatchObject({ state: 'declined', de39: '51', retryCategory: 2 });
    const checkout = answer['checkout'] as { code: string; text: string; nextSteps: string[] };
    expect(checkout.code).toMatch(/^[a-z_]+$/);
    expect(checkout.text).not.toBe('');
    expect(checkout.nextSteps.length).toBeGreaterThan(0);
    expect(JSON.stringify(checkout)).not.toMatch(/income|debt|credit score/i);
    expect((await declined(network)).answer).not.toHaveProperty('checkout');
  });

  it('R11: the merchant can read the same text again, and nothing more', async () => {
    const { answer, path } = await declined(merchant);
    const again = await merchant.api.get(path);
    expect(again.body).toEqual(answer);
    const { body } = await merchant.api.get(`${path}/explanation`);
    expect(body).toEqual({
      audience: 'merchant',
      state: 'declined',
      amountMinor: 4_200,
      currency: 'EUR',
      checkout: answer['checkout'],
    });
  });

  it('R12: an agent sees that it was declined and released, but no bureau-based reason', async () => {
    const agent = await app.caller('agent');
    const { path } = await declined(network);
    const { status, body } = await agent.api.get(`${path}/explanation`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ audience: 'agent', state: 'declined', hold: { state: 'released' } });
    expect(JSON.stringify(body)).not.toMatch(/debt|income|bureau score/i);
    const seen = await agent.api.get(path);
    expect(seen.body).not.toHaveProperty('trace');
    expect(JSON.stringify(seen.body)).not.toContain('debt_to_income');
  });

  it('R13: the customer learns that the hold is gone, with the receipt and the last day a bank may show it', async () => {
    const { customer, path } = await declined(network);
    const { body } = await customer.api.get(`${path}/explanation`);
    const seen = (await customer.api.get(path)).body;
    const [receipt] = seen['receipts'] as { receiptId: string; cause: string; amountMinor: number }[];
    expect(seen).toMatchObject({ state: 'declined', hold: { state: 'released' } });
    expect(receipt).toMatchObject({ cause: 'declined', amountMinor: 4_200 });
    expect(body['hold']).toMatchObject({
      state: 'released',
      amountMinor: 4_200,
      receiptId: receipt?.receiptId,
      shownByBankUntil: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
    });
  });

  it('R10: the customer reads what else is on offer', async () => {
    const { customer, path } = await declined(network);
    const { body } = await customer.api.get(`${path}/explanation`);
    expect(body['alternatives']).toMatchObject(creditDecline.alternatives);
  });

  it('R14: the customer reads what would change the outcome, the auditor also as the engine found it', async () => {
    const { customer, path } = await declined(network);
    const { body } = await customer.api.get(`${path}/explanation`);
    expect(body['whatWouldChange']).toEqual([
      {
        kind: 'smaller_amount',
        amountMinor: 1_977,
        text: 'The same purchase would pass if it cost 19.77 EUR.',
      },
      {
        kind: 'lower_obligations',
        monthlyMinor: 1_977,
        text: 'The same purchase would pass if your loans and instalments elsewhere took no more than 19.77 EUR a month.',
      },
    ]);
    const auditor = await app.caller('auditor');
    const { body: seen } = await auditor.api.get(`${path}/explanation`);
    expect(seen).toMatchObject({
      counterfactuals: creditDecline.counterfactuals,
      shownToCustomer: { whatWouldChange: body['whatWouldChange'] },
    });
  });

  it('R12, R14: agent, merchant and network read no word of what would change the outcome', async () => {
    for (const sender of [network, merchant]) {
      const { answer, path } = await declined(sender);
      const readers = [sender, await app.caller('agent')];
      const documents = [answer];
      for (const { api } of readers) {
        for (const url of [path, `${path}/explanation`]) {
          const { status, body } = await api.get(url);
          expect(status).toBe(200);
          documents.push(body);
        }
      }
      expect(JSON.stringify(documents)).not.toMatch(
        /counterfactual|whatWouldChange|would pass|monthlyMinor|:1977|19\.77 EUR/,
      );
    }
  });

  it('R9, R14: after a sign of fraud the customer reads no change that would betray it, whatever the decision holds', async () => {
    const { customer, path } = await declined(network, { class: 'fraud', reasons: ['unusual_amount'] });
    const { body } = await customer.api.get(`${path}/explanation`);
    expect(body).toMatchObject({ whatWouldChange: [], alternatives: [] });
  });

  it('R16: the customer reads which sources were used, and that a soft inquiry leaves the credit score alone', async () => {
    const { customer, path } = await declined(network);
    const { body } = await customer.api.get(`${path}/explanation`);
    expect(body).toMatchObject({
      notice: {
        sources: [
          {
            name: 'credit bureau',
            inquiry: 'soft',
            text: expect.stringContaining('does not change your credit score') as string,
          },
        ],
        creditScore: expect.stringContaining('do not change your credit score') as string,
      },
    });
  });

  it('explains a decision of the first release, which had neither points nor counterfactuals', async () => {
    const { answer, customer, path } = await declined(network);
    await app.pool.query(
      "update authorizations set decision = (decision::jsonb - 'counterfactuals' - 'creditPoints')::json where id = $1",
      [answer['authorizationId']],
    );
    const { body } = await customer.api.get(`${path}/explanation`);
    expect(body).toMatchObject({ state: 'declined', whatWouldChange: [] });
    const auditor = await app.caller('auditor');
    expect((await auditor.api.get(`${path}/explanation`)).body).toMatchObject({
      counterfactuals: [],
      decision: { creditPoints: [] },
    });
  });

  it('the auditor sees the evidence and what everyone else was shown', async () => {
    const auditor = await app.caller('auditor');
    const { path } = await declined(network);
    const { body } = await auditor.api.get(`${path}/explanation`);
    expect(body).toMatchObject({
      audience: 'auditor',
      reasons: [{ code: 'debt_to_income_too_high' }, { code: 'not_affordable' }],
      decision: {
        policyVersion: 'test-1',
        class: 'credit',
        scores: creditDecline.scores,
        creditPoints: creditDecline.creditPoints,
        modelVersions: creditDecline.modelVersions,
        snapshotHash: `sha256:${'0'.repeat(64)}`,
      },
      shownToAgent: { audience: 'agent' },
    });
    const { body: seen } = await auditor.api.get(path);
    expect(seen).toMatchObject({ trace: { origin: 'assessment', reasons: creditDecline.reasons } });
  });

  it('the network reads its codes, in its own scheme', async () => {
    const mastercard = await app.caller('network', { scheme: 'mastercard' });
    const { answer, path } = await declined(mastercard);
    expect(answer).toMatchObject({ de39: '51', merchantAdviceCode: '02' });
    const { body } = await mastercard.api.get(`${path}/explanation`);
    expect(body).toMatchObject({ audience: 'network', scheme: 'mastercard', answer: { de39: '51' } });
  });

  it("someone else's purchase is not found: for another network, merchant or customer", async () => {
    const { path } = await declined(network);
    const { customerId } = await app.customer();
    const others = [await app.caller('network'), merchant, await app.caller('customer', { customerId })];
    for (const { api } of others) {
      for (const url of [path, `${path}/explanation`]) {
        expect(await api.get(url)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
    }
  });

  it('operators list purchases by customer and state, newest first', async () => {
    const { path, customer } = await declined(network);
    const { body } = await customer.api.get(path);
    const query = `customerId=${String(body['customerId'])}&state=declined&limit=5`;
    const list = await app.operator.get(`/v1/authorizations?${query}`);
    expect(list.body).toMatchObject({
      authorizations: [{ authorizationId: body['authorizationId'], reasons: creditDecline.reasons }],
    });
    const none = await app.operator.get(`/v1/authorizations?${query.replace('declined', 'approved')}`);
    expect(none.body).toEqual({ authorizations: [] });
  });
});
