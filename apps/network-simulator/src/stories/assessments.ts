import type { ApiAnswer } from '../client/mayfly-api';
import { newAtWork, steady, stretched, unprovenIncome } from '../personas/personas';
import { explanationLines } from './explanation-lines';
import { expectAnswer, expectThat, type Story } from './story';

export const declinedByTheScore: Story = {
  name: 'declined-by-the-score',
  title: 'No rule speaks against the purchase, the scorecard does: the reasons are what weighed most',
  async play(scene, telling) {
    const customer = await scene.customer(newAtWork, 100_000);
    const card = await scene.mint(customer, { capMinor: 50_000 });
    const declined = await telling.step('network', 'asks for 250.00 EUR', () =>
      scene.authorize(scene.purchase(card, 25_000)),
    );
    expectAnswer(declined, { de39: '51', state: 'declined' });
    const path = `/v1/authorizations/${String(declined.body['authorizationId'])}/explanation`;
    const told = await telling.step('customer', 'asks why', () => customer.api.get(path), explanationLines);
    expectThat((told.body['reasons'] as readonly unknown[]).length > 1, 'more than one reason is told');
    const auditor = await scene.caller('auditor');
    const evidence = await telling.step('auditor', 'adds the points up', () => auditor.get(path), pointLines);
    const { scores, creditPoints } = evidence.body['decision'] as Scored;
    const sum = creditPoints.reduce((total, { points }) => total + points, 0);
    expectThat(Math.abs(sum - scores.credit) < 1e-6, 'the points add up to the score');
  },
};

export const approvedAfterVerification: Story = {
  name: 'approved-after-verification',
  title: 'How can I get approved? What the explanation says would change the outcome does',
  async play(scene, telling) {
    const customer = await scene.customer(unprovenIncome, 100_000);
    const card = await scene.mint(customer, { capMinor: 50_000 });
    const declined = await telling.step('network', 'asks for 80.00 EUR', () =>
      scene.authorize(scene.purchase(card, 8_000)),
    );
    expectAnswer(declined, { de39: '51', state: 'declined' });
    const path = `/v1/authorizations/${String(declined.body['authorizationId'])}/explanation`;
    const told = await telling.step('customer', 'asks why', () => customer.api.get(path), explanationLines);
    const ways = told.body['whatWouldChange'] as readonly { readonly kind: string }[];
    expectThat(
      ways.some(({ kind }) => kind === 'verify'),
      'verifying the income would change the outcome',
    );
    await telling.step('operator', 'has verified the income', () =>
      scene.operator.call('PUT', `/v1/customers/${customer.customerId}/profile`, {
        body: {
          replacesVersion: 1,
          profile: { ...unprovenIncome, income: steady['income'] },
        },
      }),
    );
    const approved = await telling.step('network', 'asks for 80.00 EUR once more', () =>
      scene.authorize(scene.purchase(card, 8_000)),
    );
    expectAnswer(approved, { de39: '00', state: 'approved' });
  },
};

export const purchasePowerTold: Story = {
  name: 'purchase-power-told',
  title:
    'How much can I spend? The answer is the engine’s own: one cent more is declined, the amount itself passes',
  async play(scene, telling) {
    const customer = await scene.customer(stretched, 500_000);
    const told = await telling.step(
      'customer',
      'asks for the purchase power',
      () => customer.api.get(`/v1/customers/${customer.customerId}/purchase-power`),
      powerLines,
    );
    expectAnswer(told, { status: 200 });
    const amountMinor = Number(told.body['amountMinor']);
    const card = await scene.mint(customer, { capMinor: 400_000 });
    const over = await telling.step('network', `asks for ${euros(amountMinor + 1)} EUR`, () =>
      scene.authorize(scene.purchase(card, amountMinor + 1)),
    );
    expectAnswer(over, { de39: '51', state: 'declined' });
    const within = await telling.step('network', `asks for ${euros(amountMinor)} EUR`, () =>
      scene.authorize(scene.purchase(card, amountMinor)),
    );
    expectAnswer(within, { de39: '00', state: 'approved' });
  },
};

interface Scored {
  readonly scores: { readonly credit: number };
  readonly creditPoints: readonly { readonly characteristic: string; readonly points: number }[];
}

function pointLines(body: ApiAnswer['body']): string[] {
  const { scores, creditPoints } = body['decision'] as Scored;
  const points = creditPoints.map(({ characteristic, points: given }) => `${characteristic} ${given}`);
  return [`${points.join(' + ')} = ${scores.credit}`];
}

function powerLines(body: ApiAnswer['body']): string[] {
  const instalments = (body['instalments'] ?? []) as readonly { count: number; amountMinor: number }[];
  const limits = (body['limitedBy'] ?? []) as readonly { text: string }[];
  return [
    `${euros(Number(body['amountMinor']))} EUR now`,
    ...instalments.map(({ count, amountMinor }) => `${euros(amountMinor)} EUR in ${count} instalments`),
    ...limits.map(({ text }) => `not more, because: ${text}`),
  ];
}

function euros(amountMinor: number): string {
  return (amountMinor / 100).toFixed(2);
}
