import { macFieldOf } from './mac/mac-field';
import { macMatches, retailMac, type MacKey } from './mac/retail-mac';
import type { Message, PartialMessage } from './message';
import { Refusal, type Fault, type RefusalCode, type RefusedPart } from './refusal';
import { charactersSentence, contentSentence, lengthSentence } from './sentences';
import { fields as fieldTable, type Field } from './tables/fields';
import { messageTypes, type MessageType } from './tables/messages';
import { bitmapBytes, fieldsOfBitmap, firstOfSecondary } from './wire/bitmap';
import { classTables } from './wire/character-classes';
import { binaryBytesOf, encodingOf, type WireFormat } from './wire/wire-format';

const mtiDigits = 4;

/**
 * The reading of one message. A fault that leaves open where the next field begins ends it; any other is kept, the first one
 * is reported, and the rest is read on: a wrong amount must not hide the STAN by which it is answered. What comes behind a
 * fault is believed only if the message then ends where its bytes do: an amount with a digit too many shifts all that follows,
 * and the STAN would be another message's.
 */
export class Unpacking {
  #offset = 0;
  #mti = '';
  #fault: Fault | undefined;
  readonly #fields: Record<number, string> = {};
  readonly #behindFault: Record<number, string> = {};

  constructor(
    private readonly format: WireFormat,
    private readonly macKey: MacKey | undefined,
    private readonly bytes: Buffer,
  ) {}

  unpack(): Message {
    const type = this.messageType();
    const present = type === undefined ? undefined : this.bitmap();
    if (type !== undefined && present !== undefined) this.everyField(type, present);
    if (this.#fault !== undefined) throw new Refusal(this.#fault, this.read());
    return { mti: this.#mti, fields: this.#fields };
  }

  private messageType(): MessageType | undefined {
    const { digits } = this.format;
    if (!this.has(digits.bytesOf(mtiDigits), 'mti', 'The message ends before its type does'))
      return undefined;
    const mti = digits.read(this.bytes, 0, mtiDigits, classTables.n);
    const type = typeof mti === 'string' ? messageTypes.get(mti) : undefined;
    if (type === undefined) this.fault('mti', 'mti_unknown', 'The message type is none of the table');
    this.#mti = type?.mti ?? '';
    this.#offset = digits.bytesOf(mtiDigits);
    return type;
  }

  /** The numbers of the fields that are announced, in order. */
  private bitmap(): readonly number[] | undefined {
    const primary = this.binary(bitmapBytes, 'bitmap');
    if (primary === undefined) return undefined;
    const fields = fieldsOfBitmap(primary, 0);
    if (fields[0] !== 1) return fields;
    const start = this.#offset;
    const secondary = this.binary(bitmapBytes, 'bitmap');
    if (secondary === undefined) return undefined;
    const more = fieldsOfBitmap(secondary, firstOfSecondary - 1);
    if (more.length === 0) {
      this.fault('bitmap', 'bitmap_secondary_empty', 'A secondary bitmap announces no field', start);
    }
    return [...fields.slice(1), ...more];
  }

  private everyField(type: MessageType, present: readonly number[]): void {
    for (const number of present) {
      const field = fieldTable.get(number);
      if (field === undefined) {
        this.fault(number, 'field_unknown', `Field ${number} is none of the table`);
        return;
      }
      if (field.characters === 'b') {
        if (!this.mac(field, present)) return;
      } else {
        if (!type.fields.has(number)) {
          this.fault(
            number,
            'field_not_allowed',
            `A message ${type.mti} has no field ${number} (${field.name})`,
          );
        }
        if (!this.field(field)) return;
      }
    }
    this.completeness(type, present);
  }

  /** False when nobody can tell where the next field begins. */
  private field(field: Field): boolean {
    const start = this.#offset;
    const length = field.lengthDigits === 0 ? field.maximum : this.lengthOf(field);
    if (length === undefined) return false;
    const encoding = encodingOf(this.format, field);
    const size = encoding.bytesOf(length);
    if (!this.has(size, field.number, `The message ends before field ${field.number} (${field.name}) does`)) {
      return false;
    }
    const text = encoding.read(this.bytes, this.#offset, length, classTables[field.characters]);
    this.#offset += size;
    if (typeof text === 'number') {
      this.fault(field.number, 'field_characters', charactersSentence(field), text);
    } else if (field.content?.holds(text) === false) {
      this.fault(field.number, 'field_content', contentSentence(field), start);
    } else {
      const read = this.#fault === undefined ? this.#fields : this.#behindFault;
      read[field.number] = text;
    }
    return true;
  }

  private lengthOf(field: Field): number | undefined {
    const start = this.#offset;
    const { lengths } = this.format;
    const size = lengths.bytesOf(field.lengthDigits);
    if (!this.has(size, field.number, `The message ends before the length of field ${field.number} does`)) {
      return undefined;
    }
    const digits = lengths.read(this.bytes, start, field.lengthDigits, classTables.n);
    const length = typeof digits === 'string' ? Number(digits) : 0;
    if (length < field.minimum || length > field.maximum) {
      this.fault(field.number, 'field_length', lengthSentence(field));
      return undefined;
    }
    this.#offset += size;
    return length;
  }

  /** False when the MAC is cut off. It covers every byte before it. */
  private mac({ number, maximum }: Field, present: readonly number[]): boolean {
    const start = this.#offset;
    const presented = this.binary(maximum, number);
    if (presented === undefined) return false;
    if (this.macKey === undefined) {
      this.fault(number, 'mac_unexpected', 'A MAC on a link that has no key', start);
    } else if (number !== macFieldOf(present)) {
      this.fault(
        number,
        'mac_misplaced',
        'The MAC is the last field, 128 only behind another of the second bitmap',
        start,
      );
    } else if (!macMatches(retailMac(this.macKey, this.bytes.subarray(0, start)), presented)) {
      this.fault(number, 'mac_wrong', 'The MAC is wrong', start);
    }
    return true;
  }

  private completeness(type: MessageType, present: readonly number[]): void {
    for (const number of type.mandatory) {
      if (!present.includes(number)) {
        this.fault(number, 'field_missing', `A message ${type.mti} needs field ${number}`);
      }
    }
    if (this.macKey !== undefined && !present.includes(macFieldOf(present))) {
      this.fault(macFieldOf(present), 'mac_missing', 'A message without a MAC on a link that has a key');
    }
    if (this.#offset < this.bytes.length) {
      this.fault('message', 'bytes_left_over', 'Bytes are left over behind the last field');
    } else {
      Object.assign(this.#fields, this.#behindFault);
    }
  }

  private binary(size: number, part: RefusedPart): Buffer | undefined {
    const wireSize = binaryBytesOf(this.format, size);
    const name = typeof part === 'number' ? `field ${part}` : `the ${part}`;
    if (!this.has(wireSize, part, `The message ends before ${name} does`)) return undefined;
    const start = this.#offset;
    if (!this.format.hexadecimalBitmaps) {
      this.#offset += wireSize;
      return this.bytes.subarray(start, this.#offset);
    }
    const text = this.format.characters.read(this.bytes, start, wireSize, classTables.b);
    if (typeof text === 'number') {
      const code = part === 'bitmap' ? 'bitmap_not_hexadecimal' : 'field_characters';
      this.fault(part, code, `Something in ${name} is no hexadecimal digit in upper case`, text);
      return undefined;
    }
    this.#offset += wireSize;
    return Buffer.from(text, 'hex');
  }

  private has(size: number, part: RefusedPart, sentence: string): boolean {
    const isThere = this.#offset + size <= this.bytes.length;
    if (!isThere) this.fault(part, 'truncated', sentence);
    return isThere;
  }

  private fault(part: RefusedPart, code: RefusalCode, sentence: string, offset = this.#offset): void {
    this.#fault ??= { part, code, offset, sentence };
  }

  private read(): PartialMessage {
    return this.#mti === '' ? { fields: {} } : { mti: this.#mti, fields: this.#fields };
  }
}
