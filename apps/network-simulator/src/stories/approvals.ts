import { steady } from '../personas/personas';
import { expectAnswer, expectThat, type Story } from './story';

export const approvedOnce: Story = {
  name: 'approved-once',
  title: 'A purchase is approved and uses the number up; a second one is refused',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const bought = await telling.step('network', 'asks for 49.90 EUR at Nordic Books', () =>
      scene.authorize(scene.purchase(card, 4_990)),
    );
    expectAnswer(bought, { status: 200, de39: '00', state: 'approved' });
    const again = await telling.step('network', 'asks again with the same number', () =>
      scene.authorize(scene.purchase(card, 500)),
    );
    expectAnswer(again, { status: 200, de39: '46', state: 'declined' });
    expectAnswer(await customer.api.get(`/v1/cards/${card.cardId}`), { state: 'used' });
    expectAnswer(await customer.api.get(`/v1/customers/${customer.customerId}`), {
      'account.availableMinor': 45_010,
      'account.heldMinor': 4_990,
    });
  },
};

export const zeroAmountVerification: Story = {
  name: 'zero-amount-verification',
  title: 'A merchant verifies the card for nothing; the number still works once',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const verified = await telling.step('network', 'verifies the card with a zero amount', () =>
      scene.authorize(scene.purchase(card, 0, { kind: 'verification' })),
    );
    expectAnswer(verified, { status: 200, de39: '85', state: 'verified' });
    const bought = await telling.step('network', 'asks for 12.00 EUR', () =>
      scene.authorize(scene.purchase(card, 1_200)),
    );
    expectAnswer(bought, { status: 200, de39: '00', state: 'approved' });
  },
};

export const repeatedMessage: Story = {
  name: 'repeated-message',
  title: 'A repeated message gets the stored answer; the same trace number with another amount does not',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const message = scene.purchase(card, 2_500);
    const first = await telling.step('network', 'asks for 25.00 EUR', () => scene.authorize(message));
    expectAnswer(first, { status: 200, de39: '00' });
    const repeat = await telling.step('network', 'repeats the message', () => scene.authorize(message));
    expectAnswer(repeat, first.body);
    const reused = await telling.step('network', 'reuses its trace number for 99.00 EUR', () =>
      scene.authorize({ ...message, amountMinor: 9_900 }),
    );
    expectAnswer(reused, { status: 200, de39: '94' });
    expectAnswer(await customer.api.get(`/v1/customers/${customer.customerId}`), {
      'account.heldMinor': 2_500,
    });
  },
};

export const purchasePowerRunsOut: Story = {
  name: 'purchase-power-runs-out',
  title: 'Three cards on an account with money for two: the third waits for the holds to end',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 10_000);
    const answers = [];
    for (const amountMinor of [4_000, 4_000, 4_000]) {
      const card = await scene.mint(customer, { capMinor: 5_000 });
      answers.push(
        await telling.step('network', 'asks for 40.00 EUR', () =>
          scene.authorize(scene.purchase(card, amountMinor)),
        ),
      );
    }
    expectThat(
      answers.map(({ body }) => body['de39']).join() === '00,00,51',
      'two purchases are approved and the third is refused with 51',
    );
  },
};
