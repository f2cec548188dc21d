import { CardSecurity } from './card-security';

const keys = {
  lookupKey: Buffer.alloc(32, 2),
  verificationKey: Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex'),
};

describe('card security', () => {
  const security = new CardSecurity(keys);

  it('finds a number by a hash that depends on the key', () => {
    const other = new CardSecurity({ ...keys, lookupKey: Buffer.alloc(32, 3) });
    const number = '9999000012345676';
    expect(security.numberHash(number)).toEqual(security.numberHash(number));
    expect(security.numberHash(number)).toHaveLength(32);
    expect(security.numberHash(number)).not.toEqual(other.numberHash(number));
  });

  it('derives CVV2 with service code 000, and accepts no other code', () => {
    const cvv2 = security.cvv2Of('9999000012345676', '2712');
    const wrong = String((Number(cvv2) + 1) % 1000).padStart(3, '0');
    expect(cvv2).toMatch(/^\d{3}$/);
    expect(security.cvv2Matches('9999000012345676', '2712', cvv2)).toBe(true);
    expect(security.cvv2Matches('9999000012345676', '2712', wrong)).toBe(false);
    expect(security.cvv2Matches('9999000012345676', '2712', `${cvv2}0`)).toBe(false);
    expect(security.cvv2Matches('9999000012345676', '2712', '')).toBe(false);
  });

  it('derives another CVV2 for another expiry', () => {
    const values = ['2701', '2702', '2703', '2704', '2705'].map((expiry) =>
      security.cvv2Of('9999000012345676', expiry),
    );
    expect(new Set(values).size).toBeGreaterThan(1);
  });
});
