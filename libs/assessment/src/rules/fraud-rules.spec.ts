import type { AuthorizationRequested, ReasonCode } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { bookPurchase, purchaseOf } from '../../../../test/assessment/purchases';
import { noHistory, snapshotOf } from '../../../../test/assessment/snapshots';
import { decide } from '../decision/decide';
import { mostHistoryPurchases, type PurchaseHistory } from '../case/snapshot';
import { limitsOf } from './limits';

interface Sign {
  readonly sign: string;
  readonly request?: AuthorizationRequested;
  readonly history?: Partial<PurchaseHistory>;
  readonly reason: ReasonCode;
}

const habits = {
  purchasesLast90Days: 5,
  meanAmountLast90DaysMinor: 5_000,
  amountSpreadLast90DaysMinor: 100,
  purchasesAtMerchantLast90Days: 1,
};
const abroad = { ...bookPurchase.merchant, country: 'US' };
const jeweller = { ...bookPurchase.merchant, mcc: '5944' };

const signs: readonly Sign[] = [
  {
    sign: 'an eleventh attempt within the hour',
    history: { customerAttemptsLastHour: 10 },
    reason: 'too_many_attempts',
  },
  {
    sign: 'a 31st attempt within the day',
    history: { customerAttemptsLastDay: 30 },
    reason: 'too_many_attempts',
  },
  {
    sign: 'a fifth attempt on one card within the hour',
    history: { cardAttemptsLastHour: 4 },
    reason: 'too_many_attempts',
  },
  {
    sign: 'a ninth attempt on one card within the day',
    history: { cardAttemptsLastDay: 8 },
    reason: 'too_many_attempts',
  },
  {
    sign: 'an amount far above what the customer spends',
    request: purchaseOf(15_001),
    history: habits,
    reason: 'unusual_amount',
  },
  {
    sign: 'most of the granted power at a merchant never seen',
    request: {
      ...purchaseOf(6_000),
      account: { grantedMinor: 11_000, availableMinor: 5_000, heldMinor: 6_000, owedMinor: 0 },
    },
    history: {
      ...habits,
      meanAmountLast90DaysMinor: 2_300,
      amountSpreadLast90DaysMinor: 1_000,
      purchasesAtMerchantLast90Days: 0,
    },
    reason: 'unusual_merchant',
  },
  {
    sign: 'jewellery for more than a tenth of the granted power',
    request: { ...purchaseOf(50_001), merchant: jeweller },
    reason: 'risky_merchant_category',
  },
  {
    sign: 'more than a quarter of the granted power in a new country',
    request: {
      ...purchaseOf(100_000),
      merchant: abroad,
      account: { ...purchaseOf(100_000).account, grantedMinor: 300_000, availableMinor: 200_000 },
    },
    reason: 'unusual_country',
  },
  {
    sign: 'a country of high risk',
    request: { ...bookPurchase, merchant: { ...abroad, country: 'KP' } },
    reason: 'unusual_country',
  },
  {
    sign: 'two mismatches on the card',
    request: { ...bookPurchase, cardMismatches: 2 },
    reason: 'card_details_guessed',
  },
  {
    sign: 'one mismatch, then a number keyed in by hand',
    request: { ...bookPurchase, cardMismatches: 1, entryMode: 'manual' },
    reason: 'card_details_guessed',
  },
  {
    sign: 'four mismatches across the cards of the customer',
    history: { customerMismatchesLastDay: 4 },
    reason: 'card_details_guessed',
  },
];

const nearMisses: readonly Omit<Sign, 'reason'>[] = [
  { sign: 'a tenth attempt within the hour', history: { customerAttemptsLastHour: 9 } },
  { sign: 'three times the usual amount', request: purchaseOf(15_000), history: habits },
  {
    sign: 'any amount of a customer without habits',
    request: purchaseOf(15_001),
    history: { ...habits, purchasesLast90Days: 4 },
  },
  {
    sign: 'a tenth of the granted power at a jeweller',
    request: { ...purchaseOf(50_000), merchant: jeweller },
  },
  {
    sign: 'more than that at a jeweller where the customer bought before',
    request: { ...purchaseOf(50_001), merchant: jeweller },
    history: { purchasesAtMerchantLast90Days: 1 },
  },
  {
    sign: 'a large purchase in a country where the customer bought before',
    request: {
      ...purchaseOf(100_000),
      merchant: abroad,
      account: { ...purchaseOf(100_000).account, grantedMinor: 300_000, availableMinor: 200_000 },
    },
    history: { purchasesInMerchantCountryLast90Days: 1 },
  },
  { sign: 'one mismatch', request: { ...bookPurchase, cardMismatches: 1 } },
];

describe('signs of fraud', () => {
  it.each(signs)('R9: $sign declines as $reason', ({ request = bookPurchase, history, reason }) => {
    const verdict = decide(snapshotOf({ request, history: { ...noHistory, ...history } }), policy);
    expect(verdict).toMatchObject({
      outcome: 'declined',
      class: 'fraud',
      reasons: [reason],
      alternatives: [],
    });
  });

  it.each(nearMisses)('R9: $sign is no sign', ({ request = bookPurchase, history }) => {
    expect(decide(snapshotOf({ request, history: { ...noHistory, ...history } }), policy).outcome).toBe(
      'approved',
    );
  });

  it('R9: no limit is so high that attempts above it would not be in a history', () => {
    const { fraud } = limitsOf('rules-1');
    const limits = [
      fraud.mostCustomerAttemptsPerDay,
      fraud.mostCardAttemptsPerDay,
      fraud.mostCustomerMismatchesPerDay,
      fraud.habitPurchases,
    ];
    expect(10 * Math.max(...limits)).toBeLessThan(mostHistoryPurchases);
  });
});
