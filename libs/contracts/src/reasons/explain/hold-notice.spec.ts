import * as fc from 'fast-check';
import type { ExplainedHold, ExplanationFacts } from './explanation';
import { addBusinessDays, holdNotice } from './hold-notice';

const placed: ExplainedHold = {
  amountMinor: 4_990,
  placedAt: '2026-03-03T10:15:00.000Z',
  releasedAt: null,
  cause: null,
  receiptId: null,
};
const releasedOnTuesday: ExplainedHold = {
  ...placed,
  releasedAt: '2026-03-03T10:15:01.000Z',
  cause: 'declined',
  receiptId: '0199c7a2-2223-7333-8333-0000000000f2',
};

function facts(state: ExplanationFacts['state'], hold?: ExplainedHold): ExplanationFacts {
  return {
    state,
    reasons: [],
    amountMinor: 4_990,
    currency: 'EUR',
    hold,
    alternatives: [],
    counterfactuals: [],
    sources: [],
  };
}

describe('R13: why is there still a hold?', () => {
  it('R13: after a decline, says how much was released when, by which day a bank shows it, and names the receipt', () => {
    const notice = holdNotice(facts('declined', releasedOnTuesday));
    expect(notice).toMatchObject({ state: 'released', shownByBankUntil: '2026-03-12' });
    expect(notice.text).toContain('49.90 EUR');
    expect(notice.text).toContain('3 March 2026, 10:15 UTC');
    expect(notice.text).toContain('1 to 7 business days');
    expect(notice.text).toContain('until 12 March 2026');
    expect(notice.text).toContain('0199c7a2-2223-7333-8333-0000000000f2');
  });

  it.each(['declined', 'timed_out', 'reversed', 'expired', 'cleared_for_less'] as const)(
    'R13: a release because of %s has words of its own',
    (cause) => {
      const others = (['declined', 'timed_out', 'reversed', 'expired', 'cleared_for_less'] as const)
        .filter((other) => other !== cause)
        .map((other) => holdNotice(facts('declined', { ...releasedOnTuesday, cause: other })).text);
      expect(others).not.toContain(holdNotice(facts('declined', { ...releasedOnTuesday, cause })).text);
    },
  );

  it('R13: says that nothing was held where the card service declined by itself', () => {
    expect(holdNotice(facts('declined'))).toMatchObject({ state: 'none', amountMinor: 0 });
  });

  it('R13: names no day while the hold stands, nor after the shop collected', () => {
    expect(holdNotice(facts('approved', placed))).toMatchObject({ state: 'placed', shownByBankUntil: null });
    expect(holdNotice(facts('cleared', placed))).toMatchObject({ state: 'captured', shownByBankUntil: null });
  });
});

describe('business days', () => {
  it('end on no weekend, and the days between hold as many working days as were asked for', () => {
    const instants = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const until = new Date(addBusinessDays(from.toISOString(), count));
        expect([0, 6]).not.toContain(until.getUTCDay());
        const start = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
        const days = Array.from({ length: Math.round((until.getTime() - start) / 86_400_000) }, (_, index) =>
          new Date(start + (index + 1) * 86_400_000).getUTCDay(),
        );
        expect(days.filter((weekday) => weekday !== 0 && weekday !== 6)).toHaveLength(count);
      }),
    );
  });

  it('count from Friday night over the weekend', () => {
    expect(addBusinessDays('2026-03-06T23:59:59.000Z', 1)).toBe('2026-03-09');
  });
});
