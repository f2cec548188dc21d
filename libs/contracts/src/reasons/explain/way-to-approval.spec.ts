import type { Counterfactual } from '../../generated/events';
import { reasonCodes, reasonOf } from '../catalogue';
import { explain } from './explain';
import type { ExplanationFacts } from './explanation';

const counterfactuals: readonly Counterfactual[] = [
  { kind: 'smaller_amount', amountMinor: 41_999 },
  { kind: 'higher_income', monthlyNetMinor: 41_999 },
];

function facts(more: Partial<ExplanationFacts> = {}): ExplanationFacts {
  return {
    kind: 'purchase',
    state: 'declined',
    reasons: ['not_affordable'],
    approvedMinor: null,
    clearedMinor: 0,
    refunds: [],
    flags: [],
    amountMinor: 320_000,
    currency: 'EUR',
    alternatives: [],
    counterfactuals,
    sources: [],
    ...more,
  };
}

describe('R14: what would change the outcome', () => {
  it.each<[Counterfactual, string]>([
    [{ kind: 'smaller_amount', amountMinor: 40_000 }, 'if it cost 400.00 EUR'],
    [{ kind: 'repay', amountMinor: 12_345 }, 'if you first paid back 123.45 EUR of what you owe us'],
    [{ kind: 'verify', what: ['residence'] }, 'once your address is verified: you can do that in the app'],
    [
      { kind: 'verify', what: ['identity', 'age', 'income'] },
      'once your identity, date of birth and income are verified: you can do that in the app',
    ],
    [
      { kind: 'lower_obligations', monthlyMinor: 12_000 },
      'if your loans and instalments elsewhere took no more than 120.00 EUR a month',
    ],
    [{ kind: 'lower_obligations', monthlyMinor: 0 }, 'if you had no loans and instalments to pay elsewhere'],
    [
      { kind: 'lower_credit_lines', usedMinor: 50_000 },
      'if no more than 500.00 EUR of your credit lines elsewhere were in use',
    ],
    [{ kind: 'lower_credit_lines', usedMinor: 0 }, 'if nothing of your credit lines elsewhere were in use'],
    [
      { kind: 'higher_income', monthlyNetMinor: 410_000 },
      'if your verified net income were 4,100.00 EUR a month or more',
    ],
    [{ kind: 'longer_in_job', monthsInJob: 27 }, 'once you have been in your job for 2 years and 3 months'],
    [{ kind: 'no_missed_payments' }, 'after twelve months without a missed payment'],
  ])('R14: the customer reads %p in plain words', (counterfactual, condition) => {
    const { whatWouldChange } = explain({
      ...facts({ counterfactuals: [counterfactual] }),
      audience: 'customer',
    });
    expect(whatWouldChange).toEqual([
      { ...counterfactual, text: `The same purchase would pass ${condition}.` },
    ]);
  });

  it('R14: the customer reads them in the order in which they came, the auditor as they came', () => {
    const shown = explain({ ...facts(), audience: 'customer' }).whatWouldChange;
    expect(shown.map(({ kind }) => kind)).toEqual(counterfactuals.map(({ kind }) => kind));
    const document = explain({ ...facts(), audience: 'auditor' });
    expect(document.counterfactuals).toEqual(counterfactuals);
    expect(document.shownToCustomer.whatWouldChange).toEqual(shown);
  });

  it.each(reasonCodes.filter((code) => reasonOf(code).class === 'fraud'))(
    'R9, R14: after %s, alone or beside other reasons, the customer reads none: it would betray the sign',
    (code) => {
      for (const reasons of [[code], ['not_affordable', code]]) {
        expect(explain({ ...facts({ reasons }), audience: 'customer' }).whatWouldChange).toEqual([]);
      }
    },
  );

  it.each(['pending', 'approved', 'timed_out', 'reversed', 'expired', 'cleared'] as const)(
    'R14: a purchase that is %s has none',
    (state) => {
      expect(explain({ ...facts({ state }), audience: 'customer' }).whatWouldChange).toEqual([]);
    },
  );

  it('R12, R14: they change nothing of what agent, merchant and network read', () => {
    const without = facts({ counterfactuals: [] });
    for (const audience of ['agent', 'merchant'] as const) {
      const document = explain({ ...facts(), audience });
      expect(document).toEqual(explain({ ...without, audience }));
      expect(JSON.stringify(document)).not.toMatch(/41.?999|419\.99|whatWouldChange|counterfactual/);
    }
    const network = { audience: 'network', scheme: 'visa' } as const;
    expect(explain({ ...facts(), ...network })).toEqual(explain({ ...without, ...network }));
  });
});
