import fc from 'fast-check';
import type { CustomerProfile, PurchasePowerRequested } from '@mayfly/contracts';
import { policy } from '../../../../test/assessment/policies';
import { bookPurchase, goodCustomer } from '../../../../test/assessment/purchases';
import { noFeatures, noHistory, snapshots } from '../../../../test/assessment/snapshots';
import type { RepaymentFacts } from '../case/snapshot';
import { decide } from '../decision/decide';
import { payableInMonthMinor } from '../rules/affordability';
import { purchasePowerOf, type PurchasePower } from './purchase-power';

interface Asked {
  readonly question: PurchasePowerRequested;
  readonly profile: CustomerProfile;
  readonly repayment: RepaymentFacts;
}

const noRepayment: RepaymentFacts = { clearedBefore45DaysMinor: 0, repaidMinor: 0 };
const question: PurchasePowerRequested = {
  questionId: '0193e5a0-0000-7000-8000-0000000000d1',
  customerId: goodCustomer.customerId,
  accountId: bookPurchase.accountId,
  currency: 'EUR',
  account: { grantedMinor: 500_000, availableMinor: 500_000, heldMinor: 0, owedMinor: 0 },
  profileVersion: 1,
  requestedAt: bookPurchase.requestedAt,
  deadlineAt: bookPurchase.deadlineAt,
};

/** The customers of the snapshots, asking before they buy. */
const askers: fc.Arbitrary<Asked> = snapshots.map(({ request, profile, repayment }) => {
  if (profile === null) throw new Error('generated snapshots have a profile');
  const { account, amountMinor } = request;
  return {
    question: {
      ...question,
      account: {
        ...account,
        heldMinor: account.heldMinor - amountMinor,
        availableMinor: account.availableMinor + amountMinor,
      },
    },
    profile,
    repayment,
  };
});

describe('purchase power', () => {
  it('R8: is an amount that can be paid back promptly, and one minor unit more than it is declined', () => {
    let between = 0;
    fc.assert(
      fc.property(askers, (asked) => {
        const { account } = asked.question;
        const { amountMinor } = powerOf(asked);
        expect(amountMinor).toBeLessThanOrEqual(account.availableMinor);
        if (amountMinor > 0) {
          const debtMinor = account.heldMinor + account.owedMinor + amountMinor;
          expect(BigInt(debtMinor)).toBeLessThanOrEqual(payableInMonthMinor(asked.profile, policy.limits));
          expect(['credit', 'policy']).not.toContain(classOfPurchase(asked, amountMinor));
        }
        if (amountMinor === account.availableMinor) return;
        between += amountMinor > 0 ? 1 : 0;
        expect(['credit', 'policy']).toContain(classOfPurchase(asked, amountMinor + 1));
      }),
      { numRuns: 1_000 },
    );
    expect(between).toBeGreaterThan(100);
  });

  it('says what stands against one minor unit more, as a purchase of it would be told', () => {
    let stopped = 0;
    fc.assert(
      fc.property(askers, (asked) => {
        const power = powerOf(asked);
        if (power.amountMinor === asked.question.account.availableMinor) {
          if (power.amountMinor > 0) expect([power.class, power.reasons]).toEqual([null, []]);
          return;
        }
        stopped += 1;
        const declined = decide(purchaseBy(asked, power.amountMinor + 1), policy);
        expect([power.class, power.reasons]).toEqual([declined.class, declined.reasons]);
      }),
      { numRuns: 500 },
    );
    expect(stopped).toBeGreaterThan(100);
  });

  it('R10: instalments are told when they carry more, within what is available, and their instalments add up to it', () => {
    let told = 0;
    fc.assert(
      fc.property(askers, (asked) => {
        const { amountMinor, instalments } = powerOf(asked);
        for (const plan of instalments) {
          told += 1;
          expect(plan.amountMinor).toBeGreaterThan(amountMinor);
          expect(plan.amountMinor).toBeLessThanOrEqual(asked.question.account.availableMinor);
          expect(plan.eachMinor * plan.count).toBeGreaterThanOrEqual(plan.amountMinor);
          expect((plan.eachMinor - 1) * plan.count).toBeLessThan(plan.amountMinor);
        }
      }),
      { numRuns: 500 },
    );
    expect(told).toBeGreaterThan(50);
  });

  it('is for one customer what income carries in a month, and more in instalments', () => {
    expect(powerOf({ question, profile: goodCustomer, repayment: noRepayment })).toEqual({
      currency: 'EUR',
      // 43 % of 3,200.00 less obligations of 240.00
      amountMinor: 113_600,
      instalments: [
        { count: 3, amountMinor: 340_800, eachMinor: 113_600 },
        { count: 6, amountMinor: 500_000, eachMinor: 83_334 },
        { count: 12, amountMinor: 500_000, eachMinor: 41_667 },
      ],
      class: 'credit',
      reasons: ['debt_to_income_too_high'],
      sources: [
        { name: 'identity and residence check', inquiry: 'none' },
        { name: 'credit bureau', inquiry: 'soft' },
        { name: 'bank account', inquiry: 'none' },
        { name: 'Mayfly account', inquiry: 'none' },
      ],
      policyVersion: 'policy-1',
      modelVersions: ['credit-1'],
    });
  });

  it('is all that is available when nothing stands against that', () => {
    const account = { grantedMinor: 50_000, availableMinor: 40_000, heldMinor: 10_000, owedMinor: 0 };
    expect(
      powerOf({ question: { ...question, account }, profile: goodCustomer, repayment: noRepayment }),
    ).toMatchObject({ amountMinor: 40_000, instalments: [], class: null, reasons: [] });
  });

  it('is nothing behind a closed gate, where no bureau was asked', () => {
    const profile = { ...goodCustomer, identity: { ...goodCustomer.identity, verified: false } };
    expect(powerOf({ question, profile, repayment: noRepayment })).toMatchObject({
      amountMinor: 0,
      instalments: [],
      class: 'policy',
      reasons: ['identity_not_verified'],
      sources: [{ name: 'identity and residence check', inquiry: 'none' }],
      modelVersions: [],
    });
  });

  it.each([
    ['missing', null],
    ['older than the one that was current', { ...goodCustomer, version: 0 }],
    ['in another currency', { ...goodCustomer, currency: 'USD' }],
  ])('cannot be told when the profile is %s', (_how, profile) => {
    expect(purchasePowerOf(question, { profile, repayment: noRepayment }, policy)).toMatchObject({
      amountMinor: 0,
      class: 'technical',
      reasons: ['assessment_unavailable'],
      sources: [],
    });
  });
});

function powerOf({ question: asked, ...known }: Asked): PurchasePower {
  return purchasePowerOf(asked, known, policy);
}

/** Buys for the amount at a shop at home that nobody has anything against. */
function purchaseBy({ question: asked, profile, repayment }: Asked, amountMinor: number) {
  const { account } = asked;
  const request = {
    ...bookPurchase,
    amountMinor,
    account: {
      ...account,
      heldMinor: account.heldMinor + amountMinor,
      availableMinor: account.availableMinor - amountMinor,
    },
  };
  return {
    policyVersion: policy.version,
    request,
    profile,
    repayment,
    history: noHistory,
    features: noFeatures,
  };
}

function classOfPurchase(asked: Asked, amountMinor: number): string | null {
  return decide(purchaseBy(asked, amountMinor), policy).class;
}
