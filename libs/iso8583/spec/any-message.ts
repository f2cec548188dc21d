import fc from 'fast-check';
import {
  fields as fieldTable,
  formatAdditionalAmounts,
  formatOriginalDataElements,
  formatPrivateData,
  formatReplacementAmounts,
  messageTypes,
  privateElements,
  transmissionOf,
  type CharacterClass,
  type Field,
  type Message,
} from '../src';

const alphabets: Readonly<Record<CharacterClass, RegExp>> = {
  n: /\d/,
  an: /[A-Za-z0-9]/,
  ans: /[\x20-\x7e]/,
  b: /[0-9A-F]/,
};
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));
const largestAmount = 999_999_999_999n;

const textOf = (characters: CharacterClass, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...printable.filter((character) => alphabets[characters].test(character))),
    minLength,
    maxLength,
    // Up to the very end as often as not, so that the longest fields are seen.
    size: 'max',
  });
const digits = (length: number): fc.Arbitrary<string> => textOf('n', length, length);
const amount = fc.bigInt({ min: 0n, max: largestAmount });

// A leap year, so that 29 February is among them.
const transmission = fc
  .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2024-12-31T23:59:59Z'), noInvalidDate: true })
  .map(transmissionOf);

const privateData = fc
  .subarray([...privateElements.values()], { minLength: 1 })
  .chain((elements) =>
    fc.tuple(...elements.map(({ tag, pattern }) => fc.tuple(fc.constant(tag), fc.stringMatching(pattern)))),
  )
  .map((elements) => formatPrivateData(Object.fromEntries(elements)));

const additionalAmounts = fc
  .array(
    fc.record({
      accountType: digits(2),
      amountType: digits(2),
      currency: digits(3),
      amount: fc.bigInt({ min: -largestAmount, max: largestAmount }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map(formatAdditionalAmounts);

const originalDataElements = fc
  .record(
    {
      mti: fc.constantFrom('0100', '0120', '0200', '0220', '0400'),
      stan: digits(6),
      transmission,
      acquirer: textOf('n', 1, 11),
      forwarder: textOf('n', 1, 11),
    },
    { requiredKeys: ['mti'] },
  )
  .map(formatOriginalDataElements);

const replacementAmounts = fc
  .record({ transaction: amount, settlement: amount, billing: amount })
  .map(formatReplacementAmounts);

const special: Readonly<Record<number, fc.Arbitrary<string>>> = {
  7: transmission,
  12: transmission.map((text) => text.slice(4)),
  13: transmission.map((text) => text.slice(0, 4)),
  14: transmission.map((text) => text.slice(8) + text.slice(0, 2)),
  48: privateData,
  54: additionalAmounts,
  90: originalDataElements,
  95: replacementAmounts,
};

const anyText = ({ number, characters, minimum, maximum }: Field): fc.Arbitrary<string> =>
  special[number] ?? textOf(characters, minimum, maximum);

const textByField = new Map([...fieldTable.values()].map((field) => [field.number, anyText(field)]));

/** A message of any type with all fields that it must have and some that it may have, each as the table says. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .constantFrom(...messageTypes.values())
  .chain((type) =>
    fc
      .record(
        Object.fromEntries(
          [...type.fields].map((number) => [number, textByField.get(number) ?? fc.constant('')]),
        ),
        { requiredKeys: type.mandatory.map(String) },
      )
      .map((fields) => ({ mti: type.mti, fields: { ...fields } })),
  );
