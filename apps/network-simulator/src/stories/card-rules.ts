import { completeLuhn } from '@mayfly/card-number';
import { steady } from '../personas/personas';
import { bookshop } from '../client/scene';
import { expectAnswer, type Story } from './story';

export const threeMismatchesBlock: Story = {
  name: 'three-mismatches-block',
  title: 'Three wrong security codes, at different merchants, block the card',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const wrong = card.cvv2 === '999' ? '998' : '999';
    for (const id of ['SHOPA', 'SHOPB', 'SHOPC']) {
      const refused = await telling.step('network', `asks with a wrong CVV2 at ${id}`, () =>
        scene.authorize(scene.purchase(card, 1_000, { cvv2: wrong, merchant: { ...bookshop, id } })),
      );
      expectAnswer(refused, { status: 200, de39: 'N7' });
    }
    const right = await telling.step('network', 'asks with the right CVV2', () =>
      scene.authorize(scene.purchase(card, 1_000)),
    );
    expectAnswer(right, { status: 200, state: 'declined' });
    expectAnswer(await customer.api.get(`/v1/cards/${card.cardId}`), { state: 'blocked' });
  },
};

export const wrongExpiry: Story = {
  name: 'wrong-expiry',
  title: 'The expiry must match exactly, and then the purchase passes',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const refused = await telling.step('network', 'asks with another expiry', () =>
      scene.authorize(scene.purchase(card, 1_000, { expiry: card.expiry === '3012' ? '3011' : '3012' })),
    );
    expectAnswer(refused, { status: 200, de39: '54' });
    const bought = await telling.step('network', 'asks with the right one', () =>
      scene.authorize(scene.purchase(card, 1_000)),
    );
    expectAnswer(bought, { status: 200, de39: '00' });
  },
};

export const limitsOfTheCard: Story = {
  name: 'limits-of-the-card',
  title: 'Cap, merchant lock and entry mode hold before anything is assessed',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 3_000, merchantLock: bookshop.id });
    const over = await telling.step('network', 'asks for more than the cap', () =>
      scene.authorize(scene.purchase(card, 3_001)),
    );
    expectAnswer(over, { status: 200, de39: '61' });
    const elsewhere = await telling.step('network', 'asks at another merchant', () =>
      scene.authorize(scene.purchase(card, 1_000, { merchant: { ...bookshop, id: 'ELSEWHERE' } })),
    );
    expectAnswer(elsewhere, { status: 200, de39: '57' });
    const chip = await telling.step('network', 'says that a chip was read', () =>
      scene.authorize(scene.purchase(card, 1_000, { entryMode: 'chip' })),
    );
    expectAnswer(chip, { status: 200, de39: '57' });
    const bought = await telling.step('network', 'asks as it should', () =>
      scene.authorize(scene.purchase(card, 3_000)),
    );
    expectAnswer(bought, { status: 200, de39: '00' });
  },
};

export const cancelledCard: Story = {
  name: 'cancelled-card',
  title: 'A cancelled number is dead at once',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    await telling.step('customer', 'cancels the card', () =>
      customer.api.post(`/v1/cards/${card.cardId}/cancel`, {}),
    );
    const refused = await telling.step('network', 'asks for 10.00 EUR', () =>
      scene.authorize(scene.purchase(card, 1_000)),
    );
    expectAnswer(refused, { status: 200, de39: '46' });
  },
};

export const unknownNumber: Story = {
  name: 'unknown-number',
  title: 'A number that was never minted, and one from a range that is not ours',
  async play(scene, telling) {
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const neverMinted = completeLuhn(card.number.slice(0, 8) + '0000000');
    const unknown = await telling.step('network', 'asks with a number never minted', () =>
      scene.authorize(scene.purchase({ ...card, number: neverMinted }, 1_000)),
    );
    expectAnswer(unknown, { status: 200, de39: '14', authorizationId: null });
    const foreign = await telling.step('network', "asks with another issuer's range", () =>
      scene.authorize(scene.purchase({ ...card, number: completeLuhn('888800000000000') }, 1_000)),
    );
    expectAnswer(foreign, { status: 200, de39: '15' });
  },
};
