import { dayMs } from '@mayfly/fraud-model';
import { featuresAfter, type PastPurchase } from '../../../../test/assessment/pasts';
import { policy } from '../../../../test/assessment/policies';
import { bookPurchase } from '../../../../test/assessment/purchases';
import { snapshotOf } from '../../../../test/assessment/snapshots';
import { decide } from '../decision/decide';

/** So many purchases of so many strangers at the merchant within the last month, the latest ones reported as fraud. */
function strangers(purchases: number, reports: number): PastPurchase[] {
  return Array.from({ length: purchases }, (_, place) => ({
    agoMs: Math.round(((place + 1) / purchases) * 29 * dayMs),
    byCustomer: false,
    atMerchant: true,
    amountMinor: 4_000,
    reportedAgoMs: place < reports ? 1_000 : null,
  }));
}

/** What becomes of the book purchase at a merchant with this past. */
function outcomeAfter(past: readonly PastPurchase[]): string {
  const features = featuresAfter(past, bookPurchase);
  const { outcome, reasons } = decide(snapshotOf({ features }), policy);
  return [outcome, ...reasons].join(' ');
}

describe('reports of fraud at a merchant', () => {
  it.each([
    ['one customer', strangers(1, 1)],
    ['two customers', strangers(2, 2)],
    ['three customers of a hundred', strangers(100, 3)],
  ])('R9: by %s close the shop to nobody', (_, past) => {
    expect(outcomeAfter(past)).toBe('approved');
  });

  it.each([
    ['three customers of three', strangers(3, 3)],
    ['three customers of thirty', strangers(30, 3)],
    ['ten customers of a hundred', strangers(100, 10)],
  ])('R9: by %s stop what is bought there', (_, past) => {
    expect(outcomeAfter(past)).toMatch(/^declined merchant_with_reported_fraud/);
  });
});
