import { randomInt } from 'node:crypto';
import { bookshop, type MintedCard } from '../client/scene';
import { Iso8583Transport } from '../network/iso8583-transport';
import { lineOf } from '../network/links';
import { keyNow, newTransactionId } from '../network/new-message';
import type { Said } from '../network/said';
import { steady } from '../personas/personas';
import { expectAnswer, expectThat, NotTold, type Story } from './story';

export const approvedOverALine: Story = {
  name: 'approved-over-a-line',
  title: 'A network signs on by ISO 8583 and a purchase is approved: both messages, field by field',
  async play(scene, telling, [link]) {
    if (link === undefined)
      throw new NotTold('this system has no ISO 8583 port (MAYFLY_ISO8583_LINKS names none)');
    const customer = await scene.customer(steady, 50_000);
    const card = await scene.mint(customer, { capMinor: 6_000 });
    const line = lineOf(link);
    const network = new Iso8583Transport(line, link.scheme);
    try {
      await telling.timed(
        'network',
        `signs on at ${link.host}:${link.port}`,
        () => line.signOn(),
        () => ['00', []],
      );
      const { de39 } = await telling.timed(
        'network',
        'asks for 49.90 EUR at Nordic Books',
        () => network.send(purchaseOn(card)),
        ({ de39, dump }) => [de39, dump.split('\n')],
      );
      expectThat(de39 === '00', `the purchase is approved, and not answered ${de39}`);
    } finally {
      await network.close();
    }
    expectAnswer(await customer.api.get(`/v1/cards/${card.cardId}`), { state: 'used' });
    expectAnswer(await customer.api.get(`/v1/customers/${customer.customerId}`), {
      'account.heldMinor': 4_990,
    });
  },
};

function purchaseOn(card: MintedCard): Said {
  return {
    kind: 'purchase',
    key: keyNow('WEB00001', String(randomInt(1_000_000)).padStart(6, '0')),
    card,
    amountMinor: 4_990,
    currency: 'EUR',
    merchant: bookshop,
    entryMode: 'ecommerce',
    networkTransactionId: newTransactionId(),
  };
}
