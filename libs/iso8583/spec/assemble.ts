import type { Message } from '../src';
import { fields as fieldTable } from '../src';

/** What goes onto the wire, written down rather than made by the codec. */
export interface Assembly {
  readonly mti: string;
  /** For each field all that is written for it, its length included. */
  readonly fields: Readonly<Record<number, string>>;
  /** Fields that the bitmap announces besides those that are there. */
  readonly announced?: readonly number[];
  /** Fields that are there but are not announced. */
  readonly hushed?: readonly number[];
  /** A secondary bitmap even when no field needs one. */
  readonly secondary?: boolean;
  readonly tail?: string;
}

/** The message's fields as asciiHex writes them. */
export function written({ mti, fields }: Message): Assembly {
  const wire = Object.entries(fields).map(([key, text]) => {
    const digits = fieldTable.get(Number(key))?.lengthDigits ?? 0;
    return [key, digits === 0 ? text : String(text.length).padStart(digits, '0') + text] as const;
  });
  return { mti, fields: Object.fromEntries(wire) };
}

/** The same with another text, or one more, on the wire. */
export function put(assembly: Assembly, number: number, text: string): Assembly {
  return { ...assembly, fields: { ...assembly.fields, [number]: text } };
}

/** The bytes of a message in asciiHex, however wrong it is. */
export function assemble(assembly: Assembly): Buffer {
  const { mti, fields, announced = [], hushed = [], secondary = false, tail = '' } = assembly;
  const numbers = [...Object.keys(fields).map(Number), ...announced].filter(
    (number) => !hushed.includes(number),
  );
  const hasSecondary = secondary || numbers.some((number) => number > 64);
  let bits = 0n;
  for (const number of hasSecondary ? [1, ...numbers] : numbers) bits |= 1n << BigInt(128 - number);
  const bitmap = bits.toString(16).padStart(32, '0').toUpperCase();
  const body = Object.values(fields).join('');
  return Buffer.from(mti + bitmap.slice(0, hasSecondary ? 32 : 16) + body + tail, 'latin1');
}
