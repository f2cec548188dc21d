import type { EntryMode } from '@mayfly/contracts';
import { screenAuthorization, type Screening } from './screen-authorization';

const right: Screening = {
  entryMode: 'ecommerce',
  expiry: '2609',
  amountMinor: 5_000n,
  currency: 'EUR',
  merchantId: 'shop-1',
  card: { expiry: '2609', currency: 'EUR', capMinor: 5_000n, merchantLock: null },
  cvv2Matches: () => true,
};

describe('screening a request', () => {
  it('finds nothing wrong with the right card, up to its cap', () => {
    expect(screenAuthorization(right)).toBeNull();
  });

  it.each<EntryMode>(['ecommerce', 'credential_on_file', 'manual'])(
    'admits numbers that come by %s',
    (entryMode) => {
      expect(screenAuthorization({ ...right, entryMode })).toBeNull();
    },
  );

  it.each<EntryMode>(['chip', 'magnetic_stripe', 'contactless'])('never admits %s', (entryMode) => {
    expect(screenAuthorization({ ...right, entryMode })).toBe('entry_mode_not_allowed');
  });

  it.each(['2610', '2509', '0926', '2608'])('wants exactly the expiry of the card, not %s', (expiry) => {
    expect(screenAuthorization({ ...right, expiry })).toBe('expiry_mismatch');
  });

  it('refuses a wrong CVV2, another currency, another merchant and an amount above the cap', () => {
    expect(screenAuthorization({ ...right, cvv2Matches: () => false })).toBe('cvv_mismatch');
    expect(screenAuthorization({ ...right, currency: 'USD' })).toBe('currency_not_supported');
    expect(screenAuthorization({ ...right, card: { ...right.card, merchantLock: 'shop-2' } })).toBe(
      'merchant_not_allowed',
    );
    expect(screenAuthorization({ ...right, amountMinor: 5_001n })).toBe('card_cap_exceeded');
  });

  it('admits the merchant that the card is locked to', () => {
    expect(screenAuthorization({ ...right, card: { ...right.card, merchantLock: 'shop-1' } })).toBeNull();
  });

  it('tells who has no proof of the card nothing of its lock, currency or cap', () => {
    const wrong: Screening = {
      ...right,
      expiry: '2709',
      amountMinor: 9_000n,
      currency: 'USD',
      card: { ...right.card, merchantLock: 'shop-2' },
    };
    expect(screenAuthorization(wrong)).toBe('expiry_mismatch');
    expect(screenAuthorization({ ...wrong, expiry: '2609', cvv2Matches: () => false })).toBe('cvv_mismatch');
  });
});
