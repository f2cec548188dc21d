import { bookPurchase } from '../../../../test/assessment/purchases';
import { noHistory } from '../../../../test/assessment/snapshots';
import { withAttempt } from './attempts';

const otherCard = { ...bookPurchase.card, cardId: '0193e5a0-0000-7000-8000-0000000000c2' };

describe('an attempt that the reading of the history could not see', () => {
  it('counts in the hour and the day, and on the card it used', () => {
    expect(withAttempt(noHistory, bookPurchase, bookPurchase)).toEqual({
      ...noHistory,
      customerAttemptsLastHour: 1,
      customerAttemptsLastDay: 1,
      cardAttemptsLastHour: 1,
      cardAttemptsLastDay: 1,
    });
  });

  it('counts for the customer only when it used another card', () => {
    const counted = withAttempt(noHistory, bookPurchase, { ...bookPurchase, card: otherCard });
    expect(counted).toMatchObject({
      customerAttemptsLastHour: 1,
      cardAttemptsLastHour: 0,
      cardAttemptsLastDay: 0,
    });
  });

  it.each([
    [
      'an hour before',
      '2026-03-01T11:00:00.000Z',
      { customerAttemptsLastHour: 0, customerAttemptsLastDay: 1 },
    ],
    ['a day before', '2026-02-28T12:00:00.000Z', { customerAttemptsLastHour: 0, customerAttemptsLastDay: 0 }],
    ['later', '2026-03-01T12:00:00.001Z', { customerAttemptsLastHour: 0, customerAttemptsLastDay: 0 }],
  ])('counts by the time between the two: %s', (_when, requestedAt, counts) => {
    expect(withAttempt(noHistory, bookPurchase, { ...bookPurchase, requestedAt })).toMatchObject(counts);
  });
});
