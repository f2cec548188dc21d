import { privateElements } from '../tables/private-elements';

/** Field 48 by tag; the tags are those of the table of private elements. */
export type PrivateData = Readonly<Record<string, string>>;

const headCharacters = 4;

/** The elements of field 48; undefined when one is unknown, ill-formed, cut off, or not behind a smaller tag. */
export function parsePrivateData(text: string): PrivateData | undefined {
  const elements: Record<string, string> = {};
  let lastTag = '';
  for (let start = 0; start < text.length;) {
    const tag = text.slice(start, start + 2);
    const length = text.slice(start + 2, start + headCharacters);
    if (!/^\d\d$/.test(length)) return undefined;
    const end = start + headCharacters + Number(length);
    const value = text.slice(start + headCharacters, end);
    // In order, so that each set of elements is written in one way only, and none twice.
    if (end > text.length || tag <= lastTag || privateElements.get(tag)?.pattern.test(value) !== true) {
      return undefined;
    }
    elements[tag] = value;
    lastTag = tag;
    start = end;
  }
  return elements;
}

/** Field 48 of at least one element. @throws RangeError when an element is unknown or ill-formed */
export function formatPrivateData(elements: PrivateData): string {
  const text = Object.entries(elements)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([tag, value]) => tag + String(value.length).padStart(2, '0') + value)
    .join('');
  if (!isPrivateData(text))
    throw new RangeError('Private data needs elements of the table, each well-formed');
  return text;
}

export function isPrivateData(text: string): boolean {
  return text !== '' && parsePrivateData(text) !== undefined;
}
