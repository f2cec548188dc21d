import * as fc from 'fast-check';
import { explain } from './explain';
import type { ExplainedHold, ExplainedRelease, ExplanationFacts } from './explanation';
import { addBusinessDays, holdNotice } from './hold-notice';

const placed: ExplainedHold = {
  amountMinor: 4_990,
  heldMinor: 4_990,
  placedAt: '2026-03-03T10:15:00.000Z',
  releases: [],
};
const release: ExplainedRelease = {
  amountMinor: 4_990,
  cause: 'declined',
  releasedAt: '2026-03-03T10:15:01.000Z',
  receiptId: '0199c7a2-2223-7333-8333-0000000000f2',
};
const releasedOnTuesday: ExplainedHold = { ...placed, heldMinor: 0, releases: [release] };
const causes = [
  'declined',
  'timed_out',
  'reversed',
  'expired',
  'cleared_for_less',
  'partly_approved',
] as const;

function facts(
  state: ExplanationFacts['state'],
  hold?: ExplainedHold,
  more: Partial<ExplanationFacts> = {},
): ExplanationFacts {
  return {
    kind: 'purchase',
    state,
    reasons: [],
    amountMinor: 4_990,
    approvedMinor: null,
    clearedMinor: 0,
    refunds: [],
    flags: [],
    currency: 'EUR',
    hold,
    alternatives: [],
    counterfactuals: [],
    sources: [],
    ...more,
  };
}

describe('R13: why is there still a hold?', () => {
  it('R13: after a decline, says how much was released when, by which day a bank shows it, and names the receipt', () => {
    const notice = holdNotice(facts('declined', releasedOnTuesday));
    expect(notice).toMatchObject({ state: 'released', heldMinor: 0, shownByBankUntil: '2026-03-12' });
    expect(notice.text).toContain('49.90 EUR');
    expect(notice.text).toContain('3 March 2026, 10:15 UTC');
    expect(notice.text).toContain('1 to 7 business days');
    expect(notice.text).toContain('until 12 March 2026');
    expect(notice.text).toContain('0199c7a2-2223-7333-8333-0000000000f2');
  });

  it.each(causes)('R13: a release because of %s has words of its own', (cause) => {
    const noticeOf = (one: (typeof causes)[number]) =>
      holdNotice(facts('declined', { ...releasedOnTuesday, releases: [{ ...release, cause: one }] })).text;
    expect(causes.filter((other) => other !== cause).map(noticeOf)).not.toContain(noticeOf(cause));
  });

  it('R13: of a release in parts, names each part with its moment and receipt, and what is still set aside', () => {
    const parts = [
      { ...release, amountMinor: 1_000, cause: 'reversed' as const },
      {
        amountMinor: 490,
        cause: 'cleared_for_less' as const,
        releasedAt: '2026-03-05T08:00:00.000Z',
        receiptId: '0199c7a2-2223-7333-8333-0000000000f3',
      },
    ];
    const standing = holdNotice(
      facts('approved', { ...placed, heldMinor: 3_990, releases: parts.slice(0, 1) }),
    );
    expect(standing).toMatchObject({ state: 'placed', heldMinor: 3_990 });
    expect(standing.text).toContain('Of it 10.00 EUR were free again the moment the shop took it back');
    expect(standing.text).toContain('39.90 EUR of your purchase power is set aside');
    const ended = holdNotice(
      facts('cleared', { ...placed, heldMinor: 0, releases: parts }, { clearedMinor: 3_500 }),
    );
    expect(ended).toMatchObject({
      state: 'captured',
      releasedAt: '2026-03-05T08:00:00.000Z',
      shownByBankUntil: '2026-03-16',
    });
    for (const { receiptId } of parts) expect(ended.text).toContain(receiptId);
    expect(ended.text).toContain('4.90 EUR were free again because the shop collected less');
    expect(ended.text).toContain('The shop collected 35.00 EUR. Nothing is set aside any more.');
  });

  it('R13: says that nothing was held where the card service declined by itself', () => {
    expect(holdNotice(facts('declined'))).toMatchObject({ state: 'none', amountMinor: 0 });
  });

  it('R13: names no day while the hold stands, nor after the shop collected all of it', () => {
    expect(holdNotice(facts('approved', placed))).toMatchObject({ state: 'placed', shownByBankUntil: null });
    expect(holdNotice(facts('cleared', { ...placed, heldMinor: 0 }, { clearedMinor: 4_990 }))).toMatchObject({
      state: 'captured',
      shownByBankUntil: null,
    });
  });
});

describe('what the customer reads of what came after the approval', () => {
  const read = (more: Partial<ExplanationFacts>) =>
    explain({
      ...facts('cleared', { ...placed, heldMinor: 0 }, { approvedMinor: 4_990, ...more }),
      audience: 'customer',
    });

  it.each([
    [
      { clearedMinor: 4_990 },
      /^The shop collected 49.90 EUR for your purchase. You owe us this amount now.$/,
    ],
    [{ clearedMinor: 4_000 }, /less than the 49.90 EUR we had approved: the rest is free again/],
    [{ clearedMinor: 6_000 }, /more than the 49.90 EUR we had approved/],
    [{ clearedMinor: 4_990, flags: ['after_expired'] }, /after the time in which it should have/],
    [{ clearedMinor: 4_990, flags: ['after_reversed'] }, /after it had taken the purchase back/],
    [
      { state: 'approved', reasons: ['partly_approved'], amountMinor: 9_000 },
      /purchase of 49.90 EUR was approved.*had asked for 90.00 EUR/,
    ],
    [{ state: 'approved', flags: ['declined_after_stand_in'] }, /would have declined it: it stands/],
    [{ state: 'approved', clearedMinor: 1_000 }, /has collected 10.00 EUR of it so far/],
    [{ kind: 'increment', state: 'approved' }, /asked for 49.90 EUR more for your purchase, and we approved/],
    [
      { kind: 'increment', state: 'declined', approvedMinor: null },
      /asked for 49.90 EUR more. We declined that; the purchase itself stands/,
    ],
  ] as const)('of %j', (more, expected) => {
    expect(read(more as Partial<ExplanationFacts>).summary).toMatch(expected);
  });

  it('a refund on its way is not theirs yet, a settled one is', () => {
    const { refunds } = read({
      refunds: [
        { amountMinor: 1_000, settledAt: null },
        { amountMinor: 500, settledAt: '2026-03-09T12:00:00.000Z' },
      ],
    });
    expect(refunds[0]).toMatch(/10.00 EUR back. It is on its way/);
    expect(refunds[1]).toMatch(/gave 5.00 EUR back: 9 March 2026, 12:00 UTC/);
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
