import { randomUUID } from 'node:crypto';
import type { ApiAnswer } from '../client/mayfly-api';
import { bookshop } from '../client/scene';
import { steady } from '../personas/personas';
import { expectAnswer, expectThat, type Story } from './story';

export const fraudReported: Story = {
  name: 'fraud-reported',
  title: 'It was not me: the account is paused, the customer reads why and what ends it, and it ends',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 100_000);
    const stolen = await scene.mint(customer, { capMinor: 20_000 });
    const account = `/v1/customers/${customer.customerId}`;
    const merchant = { ...bookshop, id: randomUUID().slice(-12), name: 'A shop nobody knows' };
    const bought = await telling.step('network', 'asks for 120.00 EUR at a shop nobody knows', () =>
      scene.authorize(scene.purchase(stolen, 12_000, { merchant })),
    );
    expectAnswer(bought, { de39: '00', state: 'approved' });
    const own = await scene.mint(customer, { capMinor: 20_000 });
    const report = { authorizationId: bought.body['authorizationId'] };
    const reported = await telling.step('customer', 'reports that purchase as fraud', () =>
      customer.api.post('/v1/fraud-reports', report),
    );
    expectThat(reported.status === 201, 'the report is taken');
    const refused = await telling.step('network', 'asks for 10.00 EUR on another card', () =>
      scene.authorize(scene.purchase(own, 1_000)),
    );
    expectAnswer(refused, { de39: '62', state: 'declined' });
    const standing = await telling.step(
      'customer',
      'asks why nothing goes through',
      () => customer.api.get(account),
      standingLines,
    );
    expectAnswer(standing, { 'standing.state': 'frozen' });
    await telling.step('operator', 'has confirmed the identity: lifts it', () =>
      scene.operator.post(`${account}/unfreeze`, {}),
    );
    const again = await telling.step('network', 'asks for 10.00 EUR once more', () =>
      scene.authorize(scene.purchase(own, 1_000)),
    );
    expectAnswer(again, { de39: '00', state: 'approved' });
  },
};

interface Restriction {
  readonly text: string;
  readonly whatToDo: readonly string[];
}

function standingLines(body: ApiAnswer['body']): string[] {
  const { restrictions } = body['standing'] as { readonly restrictions: readonly Restriction[] };
  return restrictions.flatMap(({ text, whatToDo }) => [text, ...whatToDo.map((step) => `→ ${step}`)]);
}
