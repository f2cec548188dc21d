import { randomUUID } from 'node:crypto';
import type { NetworkMessage } from '../client/scene';
import { steady } from '../personas/personas';
import { expectAnswer, type Story } from './story';

export const fullReversal: Story = {
  name: 'full-reversal',
  title: 'The shop takes the purchase back: the hold is released with a receipt, the number stays used',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const bought = await telling.step('network', 'asks for 30.00 EUR', () =>
      scene.authorize(scene.purchase(card, 3_000)),
    );
    expectAnswer(bought, { status: 200, de39: '00' });
    const authorization = `/v1/authorizations/${String(bought.body['authorizationId'])}`;
    const reversed = await telling.step('network', 'reverses it', () =>
      scene.network.post(`${authorization}/reversals`, {}),
    );
    expectAnswer(reversed, { status: 200, state: 'reversed' });
    const again = await telling.step('network', 'reverses it again', () =>
      scene.network.post(`${authorization}/reversals`, {}),
    );
    expectAnswer(again, { status: 200, state: 'reversed' });
    expectAnswer(await customer.api.get(`/v1/customers/${customer.customerId}`), {
      'account.availableMinor': 50_000,
    });
    const refused = await telling.step('network', 'asks once more', () =>
      scene.authorize(scene.purchase(card, 3_000)),
    );
    expectAnswer(refused, { status: 200, de39: '46' });
  },
};

export const reversalOfALostAnswer: Story = {
  name: 'reversal-of-a-lost-answer',
  title:
    'A network that lost the answer takes its message back by the message’s own key, even before it arrives',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const lost = scene.purchase(await scene.mint(customer, { capMinor: 6_000 }), 3_000);
    expectAnswer(
      await telling.step('network', 'asks for 30.00 EUR and loses the answer', () => scene.authorize(lost)),
      {
        status: 200,
        de39: '00',
      },
    );
    const reversed = await telling.step('network', 'takes the message back', () =>
      scene.network.post('/v1/reversals', keyOf(lost)),
    );
    expectAnswer(reversed, { status: 200, outcome: 'reversed', 'authorization.state': 'reversed' });
    expectAnswer(await customer.api.get(`/v1/customers/${customer.customerId}`), {
      'account.availableMinor': 50_000,
    });
    const late = scene.purchase(await scene.mint(customer, { capMinor: 6_000 }), 3_000);
    const early = await telling.step('network', 'takes a message back that is still on its way', () =>
      scene.network.post('/v1/reversals', keyOf(late)),
    );
    expectAnswer(early, { status: 200, outcome: 'remembered' });
    const refused = await telling.step('network', 'delivers that message', () => scene.authorize(late));
    expectAnswer(refused, { status: 200, state: 'declined', de39: '91' });
  },
};

function keyOf({ acquirerId, terminalId, stan, transmittedAt }: NetworkMessage): object {
  return { acquirerId, terminalId, stan, transmittedAt };
}

export const clearingAndRepayment: Story = {
  name: 'clearing-and-repayment',
  title: 'The purchase is cleared, what was held is owed, and paying it back restores purchase power',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const account = `/v1/customers/${customer.customerId}`;
    const bought = await telling.step('network', 'asks for 42.00 EUR', () =>
      scene.authorize(scene.purchase(card, 4_200)),
    );
    expectAnswer(bought, { status: 200, de39: '00' });
    const authorization = `/v1/authorizations/${String(bought.body['authorizationId'])}`;
    const cleared = await telling.step('network', 'clears it', () =>
      scene.network.post(`${authorization}/clearings`, {}),
    );
    expectAnswer(cleared, { status: 200, state: 'cleared' });
    expectAnswer(await customer.api.get(account), { 'account.owedMinor': 4_200, 'account.heldMinor': 0 });
    const tooLate = await telling.step('network', 'tries to reverse what was cleared', () =>
      scene.network.post(`${authorization}/reversals`, {}),
    );
    expectAnswer(tooLate, { status: 409 });
    await telling.step('operator', 'books a repayment of 42.00 EUR', () =>
      scene.operator.post(
        `${account}/repayments`,
        { amountMinor: 4_200, currency: 'EUR', paymentReference: `STORY-${randomUUID()}` },
        {
          headers: { 'idempotency-key': randomUUID() },
        },
      ),
    );
    expectAnswer(await customer.api.get(account), {
      'account.owedMinor': 0,
      'account.availableMinor': 50_000,
    });
  },
};
