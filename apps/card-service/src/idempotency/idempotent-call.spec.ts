import { idempotentCall, readIdempotencyKey } from './idempotent-call';

describe('a call with an Idempotency-Key', () => {
  const hashOf = (operation: string, fields: object) =>
    idempotentCall('caller', 'key', operation, fields).requestHash.toString('hex');

  it('is the same in whatever order the fields come, and whether undefined is stated or not', () => {
    expect(hashOf('mint', { capMinor: 1, currency: 'EUR' })).toBe(
      hashOf('mint', { currency: 'EUR', capMinor: 1, merchantLock: undefined }),
    );
  });

  it('is another for any other value, field or operation', () => {
    const hashes = [
      hashOf('mint', { capMinor: 1 }),
      hashOf('mint', { capMinor: 2 }),
      hashOf('mint', { capMinor: '1' }),
      hashOf('mint', { amountMinor: 1 }),
      hashOf('repay', { capMinor: 1 }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('keeps nothing of what the caller put into the key', () => {
    const [one, other] = ['9999000012345670', 'another'].map((key) =>
      idempotentCall('caller', key, 'mint', {}),
    );
    expect(JSON.stringify(one)).not.toContain('9999000012345670');
    expect(one?.key).not.toBe(other?.key);
  });

  function problemWith(header: string | undefined): unknown {
    try {
      return readIdempotencyKey(header);
    } catch (problem) {
      return problem;
    }
  }

  it('misses a key that is not there', () => {
    expect(problemWith(undefined)).toMatchObject({ status: 400, code: 'idempotency_key_missing' });
  });

  it.each(['', 'two words', 'ключ', 'x'.repeat(256), 'nul\u0000'])('refuses the key %j', (header) => {
    expect(problemWith(header)).toMatchObject({ status: 400, code: 'idempotency_key_invalid' });
  });

  it('takes printable text of up to 255 characters', () => {
    expect(readIdempotencyKey('x'.repeat(255))).toHaveLength(255);
  });
});
