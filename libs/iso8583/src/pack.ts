import { macBytes, macFieldOf } from './mac/mac-field';
import { retailMac, type MacKey } from './mac/retail-mac';
import type { Message } from './message';
import { Refusal, type RefusalCode, type RefusedPart } from './refusal';
import { charactersSentence, contentSentence, lengthSentence } from './sentences';
import { fields as fieldTable, type Field } from './tables/fields';
import { messageTypes } from './tables/messages';
import { bitmapOf } from './wire/bitmap';
import { classTables, isOfClass } from './wire/character-classes';
import { binaryBytesOf, encodingOf, type WireFormat } from './wire/wire-format';

/** Writes one message; all of it is checked before any of it is written. @throws Refusal */
export function pack(format: WireFormat, macKey: MacKey | undefined, message: Message): Buffer {
  const values = checkedValues(message);
  const present = values.map(({ field }) => field.number);
  const bitmap = bitmapOf(macKey === undefined ? present : [...present, macFieldOf(present)]);
  const bytes = Buffer.alloc(sizeOf(format, macKey, bitmap, values));

  format.digits.write(bytes, 0, message.mti);
  let offset = writeBinary(format, bytes, format.digits.bytesOf(message.mti.length), bitmap);
  for (const { field, text } of values) offset = writeField(format, bytes, offset, field, text);
  if (macKey !== undefined) writeBinary(format, bytes, offset, retailMac(macKey, bytes.subarray(0, offset)));
  return bytes;
}

interface Value {
  readonly field: Field;
  readonly text: string;
}

/** The message's fields in order, each allowed and as the table says, and none missing. */
function checkedValues({ mti, fields }: Message): readonly Value[] {
  const type = messageTypes.get(mti);
  if (type === undefined) return refuse('mti', 'mti_unknown', 'The message type is none of the table');
  // Keys that are whole numbers come in ascending order.
  const values = Object.keys(fields).map((key) => {
    const number = Number(key);
    const field = fieldTable.get(number);
    if (field === undefined || String(number) !== key) {
      return refuse('message', 'field_unknown', 'A field of the message is none of the table');
    }
    if (!type.fields.has(number)) {
      return refuse(
        number,
        'field_not_allowed',
        `A message ${mti} is given no field ${number} (${field.name})`,
      );
    }
    return { field, text: checkedText(field, fields[number]) };
  });
  for (const number of type.mandatory) {
    if (fields[number] === undefined)
      refuse(number, 'field_missing', `A message ${mti} needs field ${number}`);
  }
  return values;
}

function checkedText(field: Field, text: unknown): string {
  const { number } = field;
  if (typeof text !== 'string') return refuse(number, 'field_content', `Field ${number} is no text`);
  if (text.length < field.minimum || text.length > field.maximum) {
    refuse(number, 'field_length', lengthSentence(field));
  }
  if (!isOfClass(text, classTables[field.characters])) {
    refuse(number, 'field_characters', charactersSentence(field));
  }
  if (field.content?.holds(text) === false) refuse(number, 'field_content', contentSentence(field));
  return text;
}

function sizeOf(
  format: WireFormat,
  macKey: MacKey | undefined,
  bitmap: Buffer,
  values: readonly Value[],
): number {
  let size = format.digits.bytesOf(4) + binaryBytesOf(format, bitmap.length);
  for (const { field, text } of values) {
    size += format.lengths.bytesOf(field.lengthDigits) + encodingOf(format, field).bytesOf(text.length);
  }
  return macKey === undefined ? size : size + binaryBytesOf(format, macBytes);
}

function writeField(format: WireFormat, bytes: Buffer, start: number, field: Field, text: string): number {
  let offset = start;
  if (field.lengthDigits > 0) {
    format.lengths.write(bytes, offset, String(text.length).padStart(field.lengthDigits, '0'));
    offset += format.lengths.bytesOf(field.lengthDigits);
  }
  const encoding = encodingOf(format, field);
  encoding.write(bytes, offset, text);
  return offset + encoding.bytesOf(text.length);
}

function writeBinary(format: WireFormat, bytes: Buffer, start: number, value: Buffer): number {
  if (format.hexadecimalBitmaps) format.characters.write(bytes, start, value.toString('hex').toUpperCase());
  else value.copy(bytes, start);
  return start + binaryBytesOf(format, value.length);
}

function refuse(part: RefusedPart, code: RefusalCode, sentence: string): never {
  throw new Refusal({ part, code, offset: 0, sentence });
}
