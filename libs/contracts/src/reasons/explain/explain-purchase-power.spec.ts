import type { PurchasePowerAssessed } from '../../generated/events';
import { reasonCodes, reasonOf } from '../catalogue';
import { explainPurchasePower } from './explain-purchase-power';

function assessed(more: Partial<PurchasePowerAssessed> = {}): PurchasePowerAssessed {
  return {
    questionId: '0199c7a9-9999-7999-8999-0000000000b7',
    customerId: '0199c7a0-0000-7000-8000-0000000000c1',
    currency: 'EUR',
    amountMinor: 40_000,
    instalments: [{ count: 3, amountMinor: 120_000, eachMinor: 40_000 }],
    class: 'credit',
    reasons: ['not_affordable'],
    sources: [{ name: 'Example Bureau', inquiry: 'soft' }],
    policyVersion: 'policy-1',
    modelVersions: ['credit-1'],
    assessedAt: '2026-03-03T10:14:00.009Z',
    ...more,
  };
}

const bureauBased = reasonCodes.filter((code) => reasonOf(code).bureauBased);

describe('purchase power', () => {
  it('is told in numbers and in words', () => {
    const { customer } = reasonOf('not_affordable');
    expect(explainPurchasePower(assessed(), 'customer')).toEqual({
      customerId: '0199c7a0-0000-7000-8000-0000000000c1',
      amountMinor: 40_000,
      currency: 'EUR',
      summary:
        'You could make one purchase of 400.00 EUR now. What stands against a larger one, and what you can do, is said below. Each purchase is still checked for itself.',
      instalments: [
        {
          count: 3,
          amountMinor: 120_000,
          eachMinor: 40_000,
          text: 'A purchase of 1,200.00 EUR, paid back in 3 monthly instalments of 400.00 EUR.',
        },
      ],
      limitedBy: [
        {
          code: 'not_affordable',
          text: customer.whatHappened,
          principalReason: customer.principalReason,
        },
      ],
      nextSteps: customer.whatToDo,
      sources: [
        {
          name: 'Example Bureau',
          inquiry: 'soft',
          text: expect.stringContaining('does not change your credit score') as string,
        },
      ],
      assessedAt: '2026-03-03T10:14:00.009Z',
    });
  });

  it.each([
    [40_000, [], 'You could make one purchase of 400.00 EUR now: all that is left of your purchase power.'],
    [0, ['identity_not_verified'], 'No purchase would pass right now.'],
    [0, [], 'Your purchase power is used up right now.'],
  ])('R15: %d minor units, limited by %p, begin with "%s"', (amountMinor, reasons, summary) => {
    const document = explainPurchasePower(assessed({ amountMinor, reasons }), 'customer');
    expect(document.summary.startsWith(summary)).toBe(true);
    expect(document.limitedBy.map(({ code }) => code)).toEqual(reasons);
  });

  it.each(['customer', 'auditor'] as const)('names what a credit bureau reports to the %s', (audience) => {
    for (const code of bureauBased) {
      const { limitedBy, nextSteps } = explainPurchasePower(assessed({ reasons: [code] }), audience);
      expect(limitedBy.map((reason) => reason.code)).toEqual([code]);
      expect(nextSteps).toEqual(reasonOf(code).customer.whatToDo);
    }
  });

  it('tells an operator that a credit bureau stands against more, alike for every such reason', () => {
    const documents = bureauBased.map((code) =>
      explainPurchasePower(assessed({ reasons: ['not_affordable', code] }), 'operator'),
    );
    expect(new Set(documents.map((document) => JSON.stringify(document))).size).toBe(1);
    expect(documents[0]?.limitedBy.map(({ code }) => code)).toEqual(['not_affordable', 'not_shown']);
    expect(documents[0]?.nextSteps).toEqual(reasonOf('not_affordable').customer.whatToDo);
  });

  it('leaves out a reason that this release has no words for', () => {
    const document = explainPurchasePower(
      assessed({ reasons: ['reason_of_next_year', 'not_affordable'] }),
      'customer',
    );
    expect(document.limitedBy.map(({ code }) => code)).toEqual(['not_affordable']);
  });
});
