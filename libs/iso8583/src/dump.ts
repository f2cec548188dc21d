import { parsePrivateData } from './elements/private-data';
import type { Message, PartialMessage } from './message';
import { Refusal } from './refusal';
import { fields as fieldTable } from './tables/fields';
import { meaningOf } from './tables/meanings';
import { messageTypes } from './tables/messages';
import { privateElements } from './tables/private-elements';

const hidden = '***';
const numberField = 2;
const privateField = 48;
const valueWidth = 12;

/**
 * A message, or what could be read of a refused one, for people: a line for each field with its number, name, value, and what
 * the value stands for. The card number shows its issuer and last four digits only, CVV2 and MAC nothing.
 */
export function dump(shown: Message | Refusal): string {
  if (!(shown instanceof Refusal)) return lines(shown).join('\n');
  const { part, code, offset, message } = shown;
  const place = typeof part === 'number' ? `field ${part}` : part;
  return [...lines(shown.read), `refused at byte ${offset}, ${place}: ${code}. ${message}.`].join('\n');
}

/** The first eight (six of fewer than 16 digits, none of fewer than 14) and the last four, of five digits or more. */
export function maskNumber(number: string): string {
  const first = number.length >= 16 ? 8 : number.length >= 14 ? 6 : 0;
  const last = number.length > 4 ? 4 : 0;
  const end = number.length - last;
  return number.slice(0, first) + '*'.repeat(end - first) + number.slice(end);
}

function lines({ mti, fields }: PartialMessage): string[] {
  const type = mti === undefined ? '' : `${mti} ${messageTypes.get(mti)?.name ?? ''}`;
  const rows = Object.entries(fields).map(([key, text]) => {
    const number = Number(key);
    const name = fieldTable.get(number)?.name ?? '';
    const [value, meaning] = [valueOf(number, text), meaningOf(number, fields)];
    const shown = meaning === undefined ? value : `${value.padEnd(valueWidth)} ${meaning}`;
    return `${key.padStart(3)} ${name.padEnd(42)} ${shown}`.trimEnd();
  });
  return type === '' ? rows : [type, ...rows];
}

function valueOf(number: number, text: string): string {
  if (number === numberField) return maskNumber(text);
  if (number === privateField) return privateValue(text);
  if (fieldTable.get(number)?.characters === 'b') return hidden;
  return isText(number) ? maskNumbersIn(text) : text;
}

function privateValue(text: string): string {
  const elements = parsePrivateData(text);
  if (elements === undefined) return hidden;
  return Object.entries(elements)
    .map(([tag, value]) => {
      const element = privateElements.get(tag);
      return `${tag} ${element?.name ?? ''}=${element?.secret === false ? maskNumbersIn(value) : hidden}`;
    })
    .join(', ');
}

function isText(number: number): boolean {
  return fieldTable.get(number)?.characters !== 'n';
}

/** A sender may put a card number where it does not belong. */
function maskNumbersIn(text: string): string {
  return text.replace(/\d{13,19}/g, maskNumber);
}
