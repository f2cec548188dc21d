import { cardPrecision } from './card-precision';
import type { ScoredTransaction } from './scored-transaction';
import { lastWeeks, testWeek } from './test-weeks';

function transaction(day: number, customerId: string, score: number, fraud = false): ScoredTransaction {
  return { day, customerId, score, fraud };
}

describe('card precision at 100', () => {
  test('a card has the highest score of its day, and is compromised by any fraud of the day', () => {
    const day = [transaction(0, 'ada', 0.9), transaction(0, 'ada', 0.1, true), transaction(0, 'ben', 0.5)];
    expect(cardPrecision([day])).toBe(0.01);
  });

  test('the hundred highest cards count, whatever the number of their transactions', () => {
    const good = Array.from({ length: 99 }, (_, i) => transaction(0, `good ${i}`, 0.9));
    const last = transaction(0, 'last', 0.5, true);
    const late = transaction(0, 'late', 0.4, true);
    expect(cardPrecision([[...good, ...good, last, late]])).toBe(0.01);
  });

  test('a compromised card counts once; one that was not found may still be found', () => {
    const found = transaction(0, 'ada', 0.9, true);
    expect(cardPrecision([[found], [found], [found, transaction(2, 'ben', 0.8, true)]])).toBeCloseTo(
      0.02 / 3,
      12,
    );
  });
});

describe('the week of test from day 14 on', () => {
  const background = Array.from({ length: 21 }, (_, day) => transaction(day, 'good', 0.2));

  test.each([
    ['in the week of known labels', 3, 14, 0],
    ['on the last day known on the first day of the test', 6, 14, 0],
    ['still in delay on that day', 7, 14, 1],
    ['known by the second day', 7, 15, 0],
    ['on a day known by the last day', 12, 20, 0],
    ['on a day not yet known on the last day', 13, 20, 1],
  ])('a card whose fraud was %s', (_, dayOfFraud, dayOfTest, frauds) => {
    const all = [
      ...background,
      transaction(dayOfFraud, 'ada', 0.9, true),
      transaction(dayOfTest, 'ada', 0.9, true),
    ];
    expect(testWeek(all, 14).frauds).toBe(frauds);
  });

  test('only its seven days are measured', () => {
    const all = [...background, transaction(13, 'ada', 0.1), transaction(21, 'ben', 0.1, true)];
    expect(testWeek(all, 14)).toMatchObject({ transactions: 7, frauds: 0, firstDay: 14 });
  });
});

test('the last four weeks of a file are tested, each with two weeks before it', () => {
  expect(lastWeeks(0, 135)).toEqual([108, 115, 122, 129]);
  expect(lastWeeks(100, 127)).toEqual([114, 121]);
  expect(lastWeeks(0, 19)).toEqual([]);
});
