import fc from 'fast-check';
import { systemRandom } from '../providers';
import { CardVault, VaultFailure } from './card-vault';

const number = '9999000012345676';
const cardId = '0198f2a0-0000-7000-8000-000000000001';
const otherCardId = '0198f2a0-0000-7000-8000-000000000002';

describe('the vault of card numbers', () => {
  const vault = new CardVault({ vaultKeys: [Buffer.alloc(32, 7)] }, systemRandom);

  it('gives back every number it sealed', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.stringMatching(/^\d{13,19}$/), (id, anyNumber) => {
        expect(vault.open(id, vault.seal(id, anyNumber))).toBe(anyNumber);
      }),
    );
  });

  it('seals the same number differently each time', () => {
    expect(vault.seal(cardId, number).envelope).not.toEqual(vault.seal(cardId, number).envelope);
  });

  it('holds no digit run of the number in the envelope', () => {
    expect(vault.seal(cardId, number).envelope.toString('latin1')).not.toContain(number.slice(8, 12));
  });

  it('does not open for the row of another card', () => {
    expect(() => vault.open(otherCardId, vault.seal(cardId, number))).toThrow(VaultFailure);
  });

  it('does not open when any byte was changed', () => {
    const sealed = vault.seal(cardId, number);
    for (const at of sealed.envelope.keys()) {
      const envelope = Buffer.from(sealed.envelope);
      envelope.writeUInt8(envelope.readUInt8(at) ^ 1, at);
      expect(() => vault.open(cardId, { ...sealed, envelope })).toThrow(VaultFailure);
    }
  });

  it('does not open when bytes are missing', () => {
    const sealed = vault.seal(cardId, number);
    for (let length = 0; length < sealed.envelope.length; length += 1) {
      const envelope = sealed.envelope.subarray(0, length);
      expect(() => vault.open(cardId, { ...sealed, envelope })).toThrow(VaultFailure);
    }
  });

  it('names the key, and opens nothing that another key sealed', () => {
    const other = new CardVault({ vaultKeys: [Buffer.alloc(32, 8)] }, systemRandom);
    const sealed = vault.seal(cardId, number);
    expect(sealed.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(sealed.keyId).not.toBe(other.seal(cardId, number).keyId);
    expect(() => other.open(cardId, sealed)).toThrow(VaultFailure);
  });

  it('opens what an older key sealed, and wraps it anew under the current one, number untouched', () => {
    const sealed = vault.seal(cardId, number);
    const keys = [Buffer.alloc(32, 8), Buffer.alloc(32, 7)];
    const rotated = new CardVault({ vaultKeys: keys }, systemRandom);
    expect(rotated.open(cardId, sealed)).toBe(number);
    const rewrapped = rotated.rewrap(sealed);
    expect(rewrapped.keyId).not.toBe(sealed.keyId);
    expect(rewrapped.envelope.subarray(40)).toEqual(sealed.envelope.subarray(40));
    const alone = new CardVault({ vaultKeys: keys.slice(0, 1) }, systemRandom);
    expect(alone.open(cardId, rewrapped)).toBe(number);
    expect(rotated.rewrap(rewrapped)).toEqual(rewrapped);
  });
});
