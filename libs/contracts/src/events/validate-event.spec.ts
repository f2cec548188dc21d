import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventTypes } from '../generated/schemas';
import type { EventType } from './event-types';
import { isEventType, validateEvent } from './validate-event';

type Json = Record<string, unknown>;

function example(type: EventType): Json {
  return JSON.parse(readFileSync(join(__dirname, `../../examples/${type}.json`), 'utf8')) as Json;
}

/** Every copy of `value` in which `change` was made to one of its objects, the nested ones included. */
function* withOneObjectChanged(value: unknown, change: (object: Json) => Iterable<Json>): Generator {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const changed of withOneObjectChanged(item, change)) yield value.with(index, changed);
    }
  } else if (typeof value === 'object' && value !== null) {
    yield* change(value as Json);
    for (const [key, item] of Object.entries(value)) {
      for (const changed of withOneObjectChanged(item, change)) yield { ...value, [key]: changed };
    }
  }
}

function* oneFieldMissing(object: Json): Generator<Json> {
  for (const field of Object.keys(object)) {
    yield Object.fromEntries(Object.entries(object).filter(([key]) => key !== field));
  }
}

function* oneFieldOfAnotherType(object: Json): Generator<Json> {
  for (const [field, value] of Object.entries(object)) {
    yield { ...object, [field]: typeof value === 'string' ? 7 : 'a word' };
    yield { ...object, [field]: { nested: true } };
    yield { ...object, [field]: undefined };
  }
}

describe.each(eventTypes)('the schema of %s', (type) => {
  it('accepts the full example', () => {
    expect(validateEvent(type, example(type))).toEqual({ valid: true, data: example(type) });
  });

  it('keeps every field on the way through JSON', () => {
    const sent = validateEvent(type, example(type));
    if (!sent.valid) throw new Error(sent.errors.join());
    const received = validateEvent(type, JSON.parse(JSON.stringify(sent.data)));
    expect(received).toEqual(sent);
  });

  it('refuses a field that it does not know, at every depth', () => {
    const changed = [...withOneObjectChanged(example(type), (object) => [{ ...object, cvv2: '123' }])];
    expect(changed.length).toBeGreaterThan(0);
    for (const data of changed) expect(validateEvent(type, data).valid).toBe(false);
  });

  it('refuses it when any field is missing, at every depth', () => {
    const changed = [...withOneObjectChanged(example(type), oneFieldMissing)];
    expect(changed.length).toBeGreaterThan(0);
    for (const data of changed) expect(validateEvent(type, data).valid).toBe(false);
  });

  it('refuses it when any field has the wrong type, at every depth', () => {
    const changed = [...withOneObjectChanged(example(type), oneFieldOfAnotherType)];
    expect(changed.length).toBeGreaterThan(0);
    for (const data of changed)
      expect({ data, valid: validateEvent(type, data).valid }).toEqual({ data, valid: false });
  });

  it.each([null, undefined, 7, 'text', [], [{}], {}])('refuses %j in the place of an event', (data) => {
    expect(validateEvent(type, data).valid).toBe(false);
  });
});

describe('a record that topics have held since earlier versions', () => {
  const file = join(__dirname, '../../examples/earlier-records.jsonl');
  const records = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { since: string; type: EventType; data: Json });

  it.each(records)('is still read: $type of $since', ({ type, data }) => {
    expect(validateEvent(type, data)).toEqual({ valid: true, data });
  });
});

describe('amounts on the wire', () => {
  it.each([-1, 0.5, 1_000_000_000_000, Number.NaN, '4990', 1e21])('refuses %p', (amountMinor) => {
    const data = { ...example('authorization.requested.v1'), amountMinor };
    expect(validateEvent('authorization.requested.v1', data).valid).toBe(false);
  });

  it.each([0, 1, 999_999_999_999])('accepts %p', (amountMinor) => {
    const data = { ...example('authorization.requested.v1'), amountMinor };
    expect(validateEvent('authorization.requested.v1', data).valid).toBe(true);
  });
});

it('names path and rule of a refusal, never the value', () => {
  const data = { ...example('hold.released.v1'), currency: 'secret 4111' };
  const validation = validateEvent('hold.released.v1', data);
  expect(validation).toEqual({ valid: false, errors: ['/currency must match pattern "^[A-Z]{3}$"'] });
});

it('does not repeat the name of an unknown field: it may be a card number', () => {
  const validation = validateEvent('hold.released.v1', {
    ...example('hold.released.v1'),
    '9999000000000018': 1,
  });
  expect(JSON.stringify(validation)).not.toContain('9999');
});

it('refuses an event type of a version that it does not know', () => {
  expect(isEventType('authorization.requested.v2')).toBe(false);
  expect(isEventType('toString')).toBe(false);
  expect(validateEvent('authorization.requested.v2' as EventType, {}).valid).toBe(false);
});
