/**
 * Writes plain JSON values without spaces and with keys in one order, so that equal values are equal bytes: shorter keys
 * first, then by their letters. That is how PostgreSQL's jsonb keeps them, so that what came out of a database is in order
 * already. Throws on anything that is not JSON. Keys that are whole numbers come first: no object keeps them otherwise.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value));
}

/** The value itself where it is in order, or a copy that is: the engine's own writer is several times as fast as one in JavaScript. */
function inOrder(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return isSame(value) ? value : value.map(inOrder);
  if (typeof value === 'object') return objectInOrder(value as Readonly<Record<string, unknown>>);
  throw new TypeError(`not a JSON value: ${typeof value}`);
}

function isSame(list: readonly unknown[]): boolean {
  return list.every((member) => inOrder(member) === member);
}

function objectInOrder(members: Readonly<Record<string, unknown>>): object {
  let before = '';
  for (const key of Object.keys(members)) {
    const member = members[key];
    if (member === undefined) continue;
    if (comesFirst(key, before) || inOrder(member) !== member) return copyInOrder(members);
    before = key;
  }
  return members;
}

function copyInOrder(members: Readonly<Record<string, unknown>>): object {
  const copy: Record<string, unknown> = {};
  for (const key of sorted(Object.keys(members))) {
    const member = members[key];
    if (member === undefined) continue;
    // Assigning it would change the copy's prototype instead.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: inOrder(member), enumerable: true });
    else copy[key] = inOrder(member);
  }
  return copy;
}

function comesFirst(key: string, other: string): boolean {
  return key.length === other.length ? key < other : key.length < other.length;
}

/** Above so many keys it would take longer than the engine's sort. */
const fewKeys = 32;

/** Sorts in place, by insertion: the engine's own sort leaves a kilobyte of garbage for every list, however short. */
function sorted(keys: string[]): string[] {
  if (keys.length > fewKeys) return keys.sort((one, other) => (comesFirst(one, other) ? -1 : 1));
  for (let next = 1; next < keys.length; next++) {
    const key = keys[next] ?? '';
    let place = next;
    for (
      let before = keys[place - 1];
      before !== undefined && comesFirst(key, before);
      before = keys[place - 1]
    ) {
      keys[place] = before;
      place -= 1;
    }
    keys[place] = key;
  }
  return keys;
}
