import fc from 'fast-check';

/** One thing that goes wrong with the bytes of a frame. Places are parts of the whole, from 0 to 1. */
export type Mutation = (bytes: Buffer, other: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (bytes: Buffer, part: number): number => Math.floor(bytes.length * part);
// Bytes that mean something: digits in three encodings, pads, separators, and the ends of the range.
const byte = fc.oneof(
  fc.constantFrom(0x00, 0x01, 0x20, 0x30, 0x31, 0x39, 0x40, 0x41, 0x46, 0x80, 0xf0, 0xf9, 0xff),
  fc.nat(255),
);
const someBytes = fc.uint8Array({ minLength: 1, maxLength: 12 });

const bitFlip = fc.tuple(place, fc.nat(7)).map(([part, bit]): Mutation => (bytes) => {
  const copy = Buffer.from(bytes);
  const index = at(bytes, part);
  copy[index] = (copy[index] ?? 0) ^ (1 << bit);
  return copy;
});
/** In the type, the bitmaps and the length of the number, where a bit matters most. */
const headFlip = fc.tuple(fc.nat(23), byte).map(([index, value]): Mutation => (bytes) => {
  const copy = Buffer.from(bytes);
  if (index < copy.length) copy[index] = value;
  return copy;
});
const overwriting = fc.tuple(place, byte).map(([part, value]): Mutation => (bytes) => {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[at(bytes, part)] = value;
  return copy;
});
const truncation = place.map(
  (part): Mutation =>
    (bytes) =>
      bytes.subarray(0, at(bytes, part)),
);
const beheading = fc.nat(12).map(
  (count): Mutation =>
    (bytes) =>
      bytes.subarray(count),
);
const insertion = fc.tuple(place, someBytes).map(([part, added]): Mutation => (bytes) => {
  const index = at(bytes, part);
  return Buffer.concat([bytes.subarray(0, index), added, bytes.subarray(index)]);
});
const addition = someBytes.map(
  (added): Mutation =>
    (bytes) =>
      Buffer.concat([bytes, added]),
);
const removal = fc.tuple(place, fc.integer({ min: 1, max: 8 })).map(([part, count]): Mutation => (bytes) => {
  const index = at(bytes, part);
  return Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + count)]);
});
const splice = fc.tuple(place, place).map(
  ([part, otherPart]): Mutation =>
    (bytes, other) =>
      Buffer.concat([bytes.subarray(0, at(bytes, part)), other.subarray(at(other, otherPart))]),
);
/** The length of the number or of another field, a little too large or too small. */
const lengthLie = fc.tuple(place, fc.constantFrom(-10, -1, 1, 10)).map(([part, by]): Mutation => (bytes) => {
  const copy = Buffer.from(bytes);
  const index = at(bytes, part);
  copy[index] = ((copy[index] ?? 0) + by) & 0xff;
  return copy;
});

/** One to three mutations, one after the other. */
export const anyMutations: fc.Arbitrary<Mutation> = fc
  .array(
    fc.oneof(
      bitFlip,
      headFlip,
      overwriting,
      truncation,
      beheading,
      insertion,
      addition,
      removal,
      splice,
      lengthLie,
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(
    (mutations): Mutation =>
      (bytes, other) =>
        mutations.reduce((changed, mutate) => mutate(changed, other), bytes),
  );
