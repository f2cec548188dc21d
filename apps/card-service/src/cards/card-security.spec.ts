import { CardSecurity } from './card-security';

const keys = {
  lookupKeys: [Buffer.alloc(32, 2)],
  verificationKeys: [Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex')],
};

describe('card security', () => {
  const security = new CardSecurity(keys);
  const { verification } = security.currentKeyIds;

  it('finds a number by a hash that depends on the key', () => {
    const other = new CardSecurity({ ...keys, lookupKeys: [Buffer.alloc(32, 3)] });
    const number = '9999000012345676';
    expect(security.numberHashes(number)).toEqual(security.numberHashes(number));
    expect(security.numberHashes(number)[0]).toHaveLength(32);
    expect(security.numberHashes(number)).not.toEqual(other.numberHashes(number));
  });

  it('derives CVV2 with service code 000, and accepts no other code', () => {
    const cvv2 = security.cvv2Of('9999000012345676', '2712', verification);
    const wrong = String((Number(cvv2) + 1) % 1000).padStart(3, '0');
    expect(cvv2).toMatch(/^\d{3}$/);
    expect(security.cvv2Matches('9999000012345676', '2712', verification, cvv2)).toBe(true);
    expect(security.cvv2Matches('9999000012345676', '2712', verification, wrong)).toBe(false);
    expect(security.cvv2Matches('9999000012345676', '2712', verification, `${cvv2}0`)).toBe(false);
    expect(security.cvv2Matches('9999000012345676', '2712', verification, '')).toBe(false);
  });

  it('derives another CVV2 for another expiry', () => {
    const values = ['2701', '2702', '2703', '2704', '2705'].map((expiry) =>
      security.cvv2Of('9999000012345676', expiry, verification),
    );
    expect(new Set(values).size).toBeGreaterThan(1);
  });

  it('looks a number up under every generation of the key, the current one first', () => {
    const [newer, older] = [Buffer.alloc(32, 3), Buffer.alloc(32, 2)];
    const rotated = new CardSecurity({ ...keys, lookupKeys: [newer, older] });
    const number = '9999000012345676';
    expect(rotated.numberHashes(number)).toEqual([
      ...new CardSecurity({ ...keys, lookupKeys: [newer] }).numberHashes(number),
      ...security.numberHashes(number),
    ]);
  });

  it('derives the CVV2 that the owner saw, under the generation the card was minted under', () => {
    const seen = security.cvv2Of('9999000012345676', '2712', verification);
    const rotated = new CardSecurity({
      ...keys,
      verificationKeys: [Buffer.alloc(16, 5), ...keys.verificationKeys],
    });
    expect(rotated.cvv2Of('9999000012345676', '2712', verification)).toBe(seen);
    expect(() => security.cvv2Of('9999000012345676', '2712', rotated.currentKeyIds.verification)).toThrow();
  });
});
