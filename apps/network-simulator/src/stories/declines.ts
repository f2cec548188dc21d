import { steady, stretched, unverified } from '../personas/personas';
import { explanationLines } from './explanation-lines';
import { expectAnswer, expectThat, type Story } from './story';

export const declinedForCredit: Story = {
  name: 'declined-for-credit',
  title:
    'A purchase the income cannot carry is declined, its hold released with a receipt; the smaller amount on offer passes',
  async play(scene, telling) {
    const customer = await scene.customer(stretched, 500_000);
    const card = await scene.mint(customer, { capMinor: 400_000 });
    const declined = await telling.step('network', 'asks for 3,200.00 EUR', () =>
      scene.authorize(scene.purchase(card, 320_000)),
    );
    expectAnswer(declined, { status: 200, de39: '51', state: 'declined' });
    expectAnswer(await customer.api.get(`/v1/customers/${customer.customerId}`), {
      'account.availableMinor': 500_000,
      'account.heldMinor': 0,
    });
    const path = `/v1/authorizations/${String(declined.body['authorizationId'])}/explanation`;
    const explained = await telling.step(
      'customer',
      'asks why, and what else is on offer',
      () => customer.api.get(path),
      explanationLines,
    );
    const alternatives = explained.body['alternatives'] as readonly { kind: string; amountMinor: number }[];
    const smaller = alternatives.find(({ kind }) => kind === 'smaller_amount');
    expectThat(smaller !== undefined, 'a smaller amount is on offer');
    const taken = await telling.step(
      'network',
      `asks for the ${(smaller.amountMinor / 100).toFixed(2)} EUR on offer`,
      () => scene.authorize(scene.purchase(card, smaller.amountMinor)),
    );
    expectAnswer(taken, { status: 200, de39: '00', state: 'approved' });
  },
};

export const declinedForFraud: Story = {
  name: 'declined-for-fraud',
  title: 'Many attempts in a short time look like theft: declined, with no sign told',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 500_000);
    const mostAttempts = 15;
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const card = await scene.mint(customer, { capMinor: 2_000 });
      const answer = await scene.authorize(scene.purchase(card, 900));
      if (answer.body['de39'] === '00') continue;
      await telling.step('network', `asks for 9.00 EUR on card number ${attempt} within the minute`, () =>
        Promise.resolve(answer),
      );
      expectAnswer(answer, { status: 200, de39: '59', state: 'declined' });
      const path = `/v1/authorizations/${String(answer.body['authorizationId'])}/explanation`;
      const told = await telling.step('customer', 'asks why', () => customer.api.get(path), explanationLines);
      expectThat(!JSON.stringify(told.body).includes('too_many_attempts'), 'no sign is told to the customer');
      return;
    }
    expectThat(false, `one of ${mostAttempts} purchases within a minute is declined for fraud`);
  },
};

export const declinedAtTheGate: Story = {
  name: 'declined-unverified-identity',
  title: 'Nobody buys before their identity is verified',
  async play(scene, telling) {
    const customer = await scene.customer(unverified, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const declined = await telling.step('network', 'asks for 20.00 EUR', () =>
      scene.authorize(scene.purchase(card, 2_000)),
    );
    expectAnswer(declined, { status: 200, state: 'declined' });
    expectAnswer(await customer.api.get(`/v1/cards/${card.cardId}`), { state: 'open' });
  },
};

export const agentSeesNoBureauReason: Story = {
  name: 'agent-sees-no-reason',
  title: 'A support agent reads the status and the release, no credit reason, and can change nothing',
  async play(scene, telling) {
    const customer = await scene.customer(stretched, 500_000);
    const card = await scene.mint(customer, { capMinor: 400_000 });
    const declined = await telling.step('network', 'asks for 3,200.00 EUR', () =>
      scene.authorize(scene.purchase(card, 320_000)),
    );
    expectAnswer(declined, { de39: '51' });
    const authorization = `/v1/authorizations/${String(declined.body['authorizationId'])}`;
    const agent = await scene.caller('agent');
    const own = await customer.api.get(`${authorization}/explanation`);
    const seen = await telling.step('agent', 'looks the purchase up', () =>
      agent.get(`${authorization}/explanation`),
    );
    expectThat(seen.status === 200, 'the agent gets a view');
    const reasons = (own.body['reasons'] as readonly { text: string }[] | undefined) ?? [];
    for (const { text } of reasons) {
      expectThat(!JSON.stringify(seen.body).includes(text), 'the agent sees none of the reasons');
    }
    const tried = await telling.step('agent', 'tries to reverse it', () =>
      agent.post(`${authorization}/reversals`, {}),
    );
    expectAnswer(tried, { status: 403 });
  },
};

export const checkoutTellsWhatToDo: Story = {
  name: 'checkout-tells-what-to-do',
  title: "A merchant's checkout gets a text to show, with next steps, in the answer to its own call",
  async play(scene, telling) {
    const customer = await scene.customer(stretched, 500_000);
    const card = await scene.mint(customer, { capMinor: 400_000 });
    const checkout = await scene.caller('merchant');
    const declined = await telling.step('merchant', 'asks for 3,200.00 EUR', () =>
      checkout.post('/v1/authorizations', scene.purchase(card, 320_000)),
    );
    expectAnswer(declined, { status: 200, de39: '51' });
    const text = declined.body['checkout'] as { text?: string; nextSteps?: readonly string[] } | undefined;
    expectThat(
      (text?.text ?? '') !== '' && (text?.nextSteps ?? []).length > 0,
      'the answer carries a text and next steps',
    );
  },
};
