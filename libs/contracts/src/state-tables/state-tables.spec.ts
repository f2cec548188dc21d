import { isReasonCode } from '../reasons/catalogue';
import { schemas } from '../generated/schemas';
import { next, stateTables } from './state-tables';
import type { Machine } from './transition';

const machines = Object.keys(stateTables) as Machine[];
const finalStates: Record<Machine, readonly string[]> = {
  card: ['used', 'cancelled', 'expired', 'blocked'],
  authorization: ['declined', 'timed_out', 'verified', 'cleared'],
  hold: ['released', 'captured', 'merged'],
};

function enumOf(schemaId: string, property: string): readonly string[] {
  const schema = schemas.find(({ $id }) => $id === schemaId) as unknown as {
    properties: Record<string, { enum: string[] }>;
  };
  return schema.properties[property]?.enum ?? [];
}

function statesOf(machine: Machine): ReadonlySet<string> {
  return new Set<string>(stateTables[machine].map(({ to }) => to));
}

describe.each(machines)('the table of the %s', (machine) => {
  const rows = stateTables[machine];

  it('has at most one row for a state and an event', () => {
    const keys = rows.map(({ from, event }) => `${from ?? '(none)'} + ${event}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('starts from nothing and reaches every state it names', () => {
    const reached = new Set<string | null>([null]);
    for (let before = 0; before !== reached.size;) {
      before = reached.size;
      for (const { from, to } of rows) if (reached.has(from)) reached.add(to);
    }
    for (const { from } of rows) expect(reached).toContain(from);
  });

  it('never leaves a final state', () => {
    for (const { from, to } of rows) {
      if (from !== null && finalStates[machine].includes(from)) expect(to).toBe(from);
    }
  });

  it('leaves every state that is not final', () => {
    for (const state of statesOf(machine)) {
      const left = rows.some(({ from, to }) => from === state && to !== state);
      expect(left).toBe(!finalStates[machine].includes(state));
    }
  });

  it('says in a sentence what each row does, and answers refusals with known reasons', () => {
    for (const { effect, reason } of rows) {
      expect(effect).toMatch(/^[A-Z].*\.$/);
      if (reason !== undefined) expect(isReasonCode(reason)).toBe(true);
    }
  });
});

it('names the states that the events carry, no more and no fewer', () => {
  expect([...statesOf('card')].sort()).toEqual([...enumOf('card.changed.v1.schema.json', 'state')].sort());
  expect([...statesOf('authorization')].sort()).toEqual(
    [
      'pending',
      ...enumOf('authorization.resolved.v1.schema.json', 'state'),
      ...enumOf('authorization.closed.v1.schema.json', 'state'),
    ].sort(),
  );
});

it('gives every event a name that card.changed.v1 can carry as its cause', () => {
  for (const { event } of stateTables.card) expect(event).toMatch(/^[a-z_]{3,40}$/);
});

describe('a one-time card', () => {
  it('R1: once approved it is used for ever: reversal, clearing and expiry of the hold do not open it', () => {
    expect(next('card', 'claimed', 'approved')).toBe('used');
    for (const { from, to } of stateTables.card) if (from === 'used') expect(to).toBe('used');
    expect(next('card', 'used', 'reversed')).toBe('used');
    expect(next('card', 'used', 'hold_expired')).toBe('used');
  });

  it('R1: the second use, and a second purchase at the same time, are refused with reasons of their own', () => {
    const refusals = stateTables.card.filter(({ event }) => event === 'purchase_attempted');
    expect(Object.fromEntries(refusals.map(({ from, reason }) => [from, reason]))).toEqual({
      claimed: 'card_busy',
      used: 'card_already_used',
      cancelled: 'card_cancelled',
      expired: 'card_expired',
      blocked: 'card_blocked',
    });
  });

  it('R5: a decline or a missed deadline leaves it open for another try', () => {
    expect(next('card', 'claimed', 'declined')).toBe('open');
    expect(next('card', 'claimed', 'deadline_passed')).toBe('open');
  });

  it('cannot be cancelled while a purchase is being decided', () => {
    expect(next('card', 'open', 'cancel_requested')).toBe('cancelled');
    expect(next('card', 'claimed', 'cancel_requested')).toBe('claimed');
  });

  it('does nothing that the table does not list', () => {
    expect(next('card', 'blocked', 'authorization_placed')).toBeUndefined();
    expect(next('card', null, 'approved')).toBeUndefined();
    expect(next('hold', 'released', 'cleared')).toBeUndefined();
    expect(next('authorization', 'declined', 'cleared')).toBeUndefined();
  });
});
