import { isRepeat, type MessageContent } from './is-repeat';

const message: MessageContent = {
  cardId: 'card-1',
  kind: 'purchase',
  originalId: null,
  statedAs: null,
  amountMinor: 1_000n,
  currency: 'EUR',
  merchant: { id: 'shop-1', name: 'Shop', mcc: '5411', country: 'DE' },
  entryMode: 'ecommerce',
};

describe('a message under a key that was used before', () => {
  it('is a repeat when it says the same', () => {
    expect(isRepeat({ ...message, merchant: { ...message.merchant } }, message)).toBe(true);
  });

  it.each<[string, Partial<MessageContent>]>([
    ['card', { cardId: 'card-2' }],
    ['kind', { kind: 'verification' }],
    ['amount', { amountMinor: 1_001n }],
    ['currency', { currency: 'USD' }],
    ['entry mode', { entryMode: 'manual' }],
    ['merchant', { merchant: { ...message.merchant, id: 'shop-2' } }],
    ['merchant name', { merchant: { ...message.merchant, name: 'Other' } }],
    ['merchant category', { merchant: { ...message.merchant, mcc: '5412' } }],
    ['merchant country', { merchant: { ...message.merchant, country: 'FR' } }],
  ])('is another message when its %s differs', (_, part) => {
    expect(isRepeat({ ...message, ...part }, message)).toBe(false);
  });
});
