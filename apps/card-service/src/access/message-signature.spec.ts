import fc from 'fast-check';
import { checkSignature, signatureOf, signatureWindowSeconds, type SignedMessage } from './message-signature';

const now = new Date('2026-03-01T09:30:00Z');
const nowSeconds = now.getTime() / 1000;
const secret = 'a secret of a network';
const message: SignedMessage = {
  method: 'POST',
  path: '/v1/authorizations',
  body: Buffer.from('{"amountMinor":4200}'),
};

function signed(timestamp = String(nowSeconds)): { timestamp: string; signature: string } {
  return { timestamp, signature: `v1=${signatureOf(secret, timestamp, message)}` };
}

describe('the signature of a network message', () => {
  it('is the HMAC that the documentation describes', () => {
    // Computed with: printf '1772357400\nPOST\n/v1/authorizations\n{"amountMinor":4200}' | openssl dgst -sha256 -hmac 'a secret of a network'
    expect(signatureOf(secret, '1772357400', message)).toBe(
      '86c85a867f9d931c694d2873dd5b172126d50c54ebbcb753c4d63d271c8ae8a3',
    );
  });

  it('is valid for the message it was made for', () => {
    expect(checkSignature(secret, signed(), message, now)).toBe('valid');
  });

  it.each([
    ['another body', { ...message, body: Buffer.from('{"amountMinor":4201}') }],
    ['another path', { ...message, path: '/v1/authorizations?x' }],
    ['another method', { ...message, method: 'PUT' }],
  ])('is invalid for %s', (_, other) => {
    expect(checkSignature(secret, signed(), other, now)).toBe('invalid');
  });

  it('is invalid under another secret, and with another timestamp than the signed one', () => {
    expect(checkSignature('a guess', signed(), message, now)).toBe('invalid');
    expect(checkSignature(secret, { ...signed(), timestamp: String(nowSeconds + 1) }, message, now)).toBe(
      'invalid',
    );
  });

  it('is expired outside the window, on both sides, and valid at its edges', () => {
    const at = (offset: number) => checkSignature(secret, signed(String(nowSeconds + offset)), message, now);
    expect(at(-signatureWindowSeconds)).toBe('valid');
    expect(at(signatureWindowSeconds)).toBe('valid');
    expect(at(-signatureWindowSeconds - 1)).toBe('expired');
    expect(at(signatureWindowSeconds + 1)).toBe('expired');
  });

  it('tells a forger nothing of the window', () => {
    const { signature } = signed();
    expect(checkSignature('a guess', { timestamp: '1', signature }, message, now)).toBe('invalid');
  });

  it('is missing when either header is', () => {
    expect(checkSignature(secret, { ...signed(), signature: undefined }, message, now)).toBe('missing');
    expect(checkSignature(secret, { ...signed(), timestamp: undefined }, message, now)).toBe('missing');
  });

  it('is invalid for any other text in its headers', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (timestamp, signature) => {
        expect(checkSignature(secret, { timestamp, signature }, message, now)).toBe('invalid');
      }),
    );
  });
});
