import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPublicKey } from './public-keys';

const compose = readFileSync(join(__dirname, '../../../../docker-compose.yml'), 'utf8');

describe('a key that stands in this repository', () => {
  it('is known for public, each of docker-compose.yml', () => {
    const keys = [...compose.matchAll(/(?:MAYFLY_OPERATOR_KEY|CARD_\w+_KEY): \$\{\w+:-([^}]+)\}/g)].map(
      ([, key]) => key ?? '',
    );
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect({ key, public: isPublicKey(key) }).toEqual({ key, public: true });
  });

  it('is known for public in either case, as is one byte over and over', () => {
    expect(isPublicKey('0123456789ABCDEFFEDCBA9876543210')).toBe(true);
    expect(isPublicKey('0123456789abcdeffedcba9876543210')).toBe(true);
    expect(isPublicKey('00'.repeat(32))).toBe(true);
    expect(isPublicKey('ab'.repeat(16))).toBe(true);
  });

  it('is none that was made for somebody', () => {
    expect(isPublicKey(randomBytes(32).toString('hex'))).toBe(false);
  });
});
