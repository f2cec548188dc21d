import fc from 'fast-check';
import { snapshotOf } from '../../../../test/assessment/snapshots';
import { canonicalJson } from './canonical-json';
import { policyFileOf, readAllPolicies, readPolicy } from '../policy/read-policy';
import { seal } from './snapshot';

describe('a snapshot', () => {
  it('has the same text and hash whatever the order of its keys', () => {
    const snapshot = snapshotOf();
    const reversed = Object.fromEntries(Object.entries(snapshot).reverse()) as unknown as typeof snapshot;
    expect(Object.keys(reversed)).not.toEqual(Object.keys(snapshot));
    expect(seal(reversed)).toEqual(seal(snapshot));
  });

  it('has another hash when one unit of one amount is different', () => {
    const { request } = snapshotOf();
    const other = seal(snapshotOf({ request: { ...request, amountMinor: request.amountMinor + 1 } }));
    expect(other.hash).not.toBe(seal(snapshotOf()).hash);
    expect(other.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('names a policy that exists for ever; one that never was is an error', () => {
    const { policyVersion } = snapshotOf();
    expect(readAllPolicies().get(policyVersion)?.version).toBe(policyVersion);
    expect(() => readPolicy(policyFileOf('policy-0'))).toThrow('policy-0.json');
  });
});

describe('canonical JSON', () => {
  it('puts shorter keys first at every depth, keeps lists in order and leaves out what is undefined', () => {
    expect(canonicalJson({ bc: [2, { d: null, c: 'é"' }], ad: 1, e: true, z: undefined })).toBe(
      '{"e":true,"ad":1,"bc":[2,{"c":"é\\"","d":null}]}',
    );
  });

  it('writes texts and numbers as JSON does', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true })),
        (value) => {
          expect(canonicalJson(value)).toBe(JSON.stringify(value));
        },
      ),
    );
  });

  it.each([2, 31, 32, 33, 200])('sorts the keys of an object of %i', (count) => {
    const keys = Array.from({ length: count }, (_, i) => `k${(i * 7919) % 1009}`);
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 1])));
    const byLength = [...keys].sort().sort((one, other) => one.length - other.length);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(byLength);
  });

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it.each([[NaN], [1n], [() => 1], [undefined]])('refuses %p, which JSON cannot hold', (value) => {
    expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
  });
});
