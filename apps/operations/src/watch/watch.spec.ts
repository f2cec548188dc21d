import { stripVTControlCharacters } from 'node:util';
import type { StoredRecord } from '@mayfly/messaging';
import { passes } from './event-filter';
import { renderFooter } from './footer';
import { renderLine } from './render-line';
import { watchedEvent } from './watched-event';

const customerId = '01890000-0000-7000-8000-0000000000aa';
const cardId = '01890000-0000-7000-8000-0000000000cc';

function record(topic: string, value: unknown, headers: Record<string, string> = {}): StoredRecord {
  return {
    topic,
    partition: 0,
    offset: '7',
    timestamp: new Date('2026-03-01T12:00:00.000Z'),
    key: Buffer.from(customerId),
    value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
  };
}

const declined = record(
  'authorization.resolved.v1',
  {
    authorizationId: 'a',
    card: { cardId, iin: '99990000', lastFour: '1234' },
    state: 'declined',
    reasons: ['not_affordable', 'missed_payments'],
    amountMinor: 123450,
    currency: 'EUR',
  },
  { ce_time: '2026-03-01T12:00:01.250Z' },
);

describe('watching the topics', () => {
  it('shows a decline as one line with card, amount, outcome and reasons', () => {
    const line = stripVTControlCharacters(renderLine(watchedEvent(declined)));
    expect(line).toMatch(
      /^12:00:01\.250 {2}authorization\.resolved +000000aa {2}…1234 +1,234\.50 EUR {2}declined +not_affordable, missed_payments$/,
    );
  });

  it('aligns the columns of different events', () => {
    const released = record('hold.released.v1', { cause: 'expired', amountMinor: 500, currency: 'EUR' });
    const columnOf = (r: StoredRecord, word: string): number =>
      stripVTControlCharacters(renderLine(watchedEvent(r))).lastIndexOf(word);
    expect(columnOf(released, 'released')).toBe(columnOf(declined, 'declined'));
  });

  it("shows a candidate's verdict as what it is: no answer", () => {
    const shadowed = record('assessment.shadowed.v1', {
      candidateVersion: 'policy-2',
      outcome: 'declined',
      reasons: ['not_affordable'],
      inForce: { policyVersion: 'policy-1', outcome: 'approved', class: null },
    });
    const { outcome, remark } = watchedEvent(shadowed);
    expect([outcome, remark]).toEqual(['declined', 'by policy-2 in the shadow; in force: approved']);
  });

  it('writes amounts with the digits that their currency has', () => {
    const yen = record('account.repaid.v1', { amountMinor: 1200, currency: 'JPY' });
    expect(watchedEvent(yen).amount).toBe('1,200 JPY');
  });

  it('shows what it cannot read instead of hiding it', () => {
    expect(watchedEvent(record('authorization.requested.v1', '{broken')).topic).toBe(
      'authorization.requested.v1',
    );
    expect(watchedEvent(record('card.changed.v1', '{broken')).outcome).toBe('unreadable');
  });

  it('shows a dead letter with its error', () => {
    const letter = record('card-service.dead-letters.v1', '{', {
      'mayfly-original-topic': 'authorization.decided.v1',
      'mayfly-error-message': 'not JSON',
    });
    expect(watchedEvent(letter)).toMatchObject({ outcome: 'dead letter', remark: 'not JSON' });
  });

  it.each([
    ['card by its last four digits', { card: '1234' }, true],
    ['card by its id', { card: cardId }, true],
    ['another card', { card: '9999' }, false],
    ['customer', { customer: customerId }, true],
    ['another customer', { customer: 'x' }, false],
    ['outcome', { outcome: 'declined' }, true],
    ['one of the reasons', { outcome: 'missed_payments' }, true],
    ['another outcome', { outcome: 'approved' }, false],
  ])('filters by %s', (_, filter, shown) => {
    expect(passes(filter, watchedEvent(declined))).toBe(shown);
  });

  it('adds the lag of a group up over its partitions', () => {
    const lag = (partition: number, behind: bigint) => ({
      groupId: 'assessment-worker',
      topic: 'authorization.requested.v1',
      partition,
      lag: behind,
    });
    expect(stripVTControlCharacters(renderFooter([lag(0, 2n), lag(1, 3n)], 1))).toBe(
      'assessment-worker lag 5   dead letters 1',
    );
  });
});
