import type { Source } from '../../generated/events';
import { reasonCodes, reasonOf, type ReasonCode } from '../catalogue';
import { explain } from './explain';
import type { ExplanationFacts } from './explanation';

const audiences = ['merchant', 'customer', 'agent', 'auditor'] as const;
const sources: readonly Source[] = [{ name: 'Example Bureau', inquiry: 'soft' }];
const declines = reasonCodes.filter((code) => reasonOf(code).class !== null);
const fraud = declines.filter((code) => reasonOf(code).class === 'fraud');
const credit = declines.filter((code) => reasonOf(code).class === 'credit');
const policy = declines.filter((code) => reasonOf(code).class === 'policy');

function declined(reasons: readonly string[], more: Partial<ExplanationFacts> = {}): ExplanationFacts {
  return {
    kind: 'purchase',
    state: 'declined',
    reasons,
    approvedMinor: null,
    clearedMinor: 0,
    refunds: [],
    flags: [],
    amountMinor: 320_000,
    currency: 'EUR',
    hold: {
      amountMinor: 320_000,
      heldMinor: 0,
      placedAt: '2026-03-03T10:15:00.000Z',
      releases: [
        {
          amountMinor: 320_000,
          cause: 'declined',
          releasedAt: '2026-03-03T10:15:01.000Z',
          receiptId: '0199c7a2-2223-7333-8333-0000000000f2',
        },
      ],
    },
    alternatives: [{ kind: 'smaller_amount', amountMinor: 40_000 }],
    counterfactuals: [],
    sources,
    ...more,
  };
}

/** All text of a document, codes included. */
function textOf(document: object): string {
  return JSON.stringify(document).toLowerCase();
}

describe.each(reasonCodes)('%s', (code) => {
  const approval = reasonOf(code).class === null;
  const state = code === 'verified' ? code : approval ? 'approved' : 'declined';

  it.each(audiences)('has something to say to the %s', (audience) => {
    const document = explain({ ...declined([code]), state, audience });
    const empty = Object.entries(document).filter(([, value]) => value === '' || value === undefined);
    expect(empty).toEqual([]);
    expect(textOf(document)).not.toMatch(/undefined|\[object|nan/);
  });

  it('R11: gives the checkout a stable code, a text, and steps to follow before trying again', () => {
    const { checkout } = explain({ ...declined([code]), state, audience: 'merchant' });
    expect(checkout.code).toMatch(/^[a-z_]{3,64}$/);
    expect(checkout.title.length).toBeGreaterThan(5);
    expect(checkout.text.length).toBeGreaterThan(20);
    expect(checkout.nextSteps.length).toBeGreaterThan(0);
    expect(checkout.nextSteps.every((step) => step.length > 10)).toBe(true);
  });

  it('tells the customer what happened and what to do, in sentences of readable length', () => {
    const { customer } = reasonOf(code);
    expect(customer.whatToDo.length).toBeGreaterThan(0);
    for (const text of [customer.whatHappened, ...customer.whatToDo]) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      for (const sentence of text.split(/(?<=[.:])\s/)) expect(sentence.split(' ').length).toBeLessThan(30);
    }
  });
});

describe('R11: what the merchant may not know', () => {
  it.each([...credit, ...fraud])(
    'R11: %s reads at checkout like every other credit and fraud reason',
    (code) => {
      const [first] = credit;
      expect(explain({ ...declined([code]), audience: 'merchant' })).toEqual(
        explain({ ...declined([first as string]), audience: 'merchant' }),
      );
    },
  );

  it.each(declines)('R11: the checkout text of %s has no word on credit, account or suspicion', (code) => {
    const { checkout } = explain({ ...declined([code]), audience: 'merchant' });
    expect(textOf(checkout)).not.toMatch(
      /credit|bureau|score|income|debt|\bowe|afford|fraud|suspic|precaution|risk|identity|verif|age\b|frozen|purchase power|missed/,
    );
  });

  it('R11: neither hold, sources nor other offers reach the merchant', () => {
    const document = explain({ ...declined(['not_affordable']), audience: 'merchant' });
    expect(Object.keys(document).sort()).toEqual([
      'amountMinor',
      'audience',
      'checkout',
      'currency',
      'state',
    ]);
  });
});

describe('R9: signs of fraud', () => {
  it.each(['merchant', 'customer', 'agent'] as const)(
    'R9: the %s reads the same for all of them',
    (audience) => {
      const texts = new Set(fraud.map((code) => textOf(explain({ ...declined([code]), audience }))));
      expect(texts.size).toBe(1);
      for (const code of fraud) expect([...texts].join()).not.toContain(code);
    },
  );

  it('R9: two signs, or a sign beside other reasons, read like one', () => {
    const one = explain({ ...declined(['unusual_amount']), audience: 'customer' });
    for (const reasons of [
      fraud,
      ['not_affordable', 'unusual_amount'],
      ['unusual_country', 'missed_payments'],
    ]) {
      expect(explain({ ...declined(reasons), audience: 'customer' })).toEqual(one);
    }
  });

  it('R9: the customer reads what to do if it was not them, and no offer that would betray the sign', () => {
    const document = explain({ ...declined(['unusual_amount']), audience: 'customer' });
    expect(document.nextSteps.join(' ')).toMatch(/If it was not you: cancel the card/);
    expect(document.alternatives).toEqual([]);
  });

  it('only the auditor may tell one from the other', () => {
    const document = explain({ ...declined(['unusual_amount']), audience: 'auditor' });
    expect(document.reasons.map((reason) => reason.code)).toEqual(['unusual_amount']);
  });
});

describe('R12: what an agent sees', () => {
  it.each(credit)('R12: %s is the one neutral line, with no bureau word, code or step of its own', (code) => {
    const document = explain({ ...declined([code, 'income_insufficient']), audience: 'agent' });
    const other = explain({ ...declined(['savings_insufficient']), audience: 'agent' });
    expect(document).toEqual(other);
    expect(textOf(document)).not.toMatch(/bureau|credit|score|debt|income|missed|default|overdraft|savings/);
  });

  it('R12: a credit reason beside another one hides both', () => {
    const document = explain({
      ...declined(['residence_not_verified', 'missed_payments']),
      audience: 'agent',
    });
    expect(document.reasons.map(({ code }) => code)).toEqual(['assessment_declined']);
  });

  it.each([...policy, 'card_already_used', 'decision_timed_out'] as ReasonCode[])(
    "R12: %s is told in the customer's words",
    (code) => {
      const document = explain({ ...declined([code]), audience: 'agent' });
      expect(document.reasons).toEqual([{ code, text: reasonOf(code).customer.whatHappened }]);
    },
  );

  it('R12: sees state and release, neither scores, sources nor offers, and that nobody can change the decision', () => {
    const document = explain({ ...declined(['not_affordable']), audience: 'agent' });
    expect(document.hold.state).toBe('released');
    expect(document.limits).toContain('Nobody can change this decision');
    expect(textOf(document)).not.toContain('example bureau');
    expect(textOf(document)).not.toContain('400.00');
  });
});

describe('R10: a decline is no refusal of every service', () => {
  it.each(declines)('R10: %s leaves other ways', (code) => {
    expect(explain({ ...declined([code]), audience: 'customer' }).otherWays).toContain(
      'You can pay in another way',
    );
  });

  it('R10: offers are put into words with their amounts', () => {
    const { alternatives } = explain({
      ...declined(['not_affordable'], {
        alternatives: [
          { kind: 'smaller_amount', amountMinor: 40_000 },
          { kind: 'instalments', count: 12, eachMinor: 26_667 },
          { kind: 'pay_now', amountMinor: 320_000 },
        ],
      }),
      audience: 'customer',
    });
    expect(alternatives.map(({ text }) => text)).toEqual([
      'A purchase of 400.00 EUR would pass now.',
      'Pay in 12 monthly instalments of 266.67 EUR each.',
      'Pay 3,200.00 EUR at once from your bank account. That needs no credit.',
    ]);
  });
});

describe('the notice of an automated decision', () => {
  it('R16: says of a soft inquiry that it does not change the credit score, and of no inquiry that there was none', () => {
    const facts = declined(['not_affordable'], {
      sources: [
        { name: 'Example Bureau', inquiry: 'soft' },
        { name: 'our own books', inquiry: 'none' },
      ],
    });
    expect(explain({ ...facts, audience: 'customer' }).notice?.sources).toEqual([
      {
        name: 'Example Bureau',
        inquiry: 'soft',
        text: 'Example Bureau: a soft inquiry: other lenders do not see it, and it does not change your credit score.',
      },
      {
        name: 'our own books',
        inquiry: 'none',
        text: 'our own books: no inquiry at a credit bureau.',
      },
    ]);
    expect(explain({ ...facts, audience: 'auditor' }).sources).toEqual(facts.sources);
  });

  it('names the sources with the kind of inquiry, and a way to contest that leads to a new assessment only', () => {
    const { notice } = explain({ ...declined(['not_affordable']), audience: 'customer' });
    expect(notice?.automated).toContain('computer');
    expect(notice?.sources.map(({ text }) => text).join()).toMatch(/Example Bureau: a soft inquiry/);
    expect(notice?.creditScore).toContain('do not change your credit score');
    expect(notice?.review).toMatch(/contest .* person .* stays as it was decided, .* new check/);
  });

  it.each(credit)('%s is named to the customer with its principal reason', (code) => {
    const { reasons } = explain({ ...declined([code]), audience: 'customer' });
    const { whatHappened, principalReason } = reasonOf(code).customer;
    expect(reasons).toEqual([{ code, text: whatHappened, principalReason }]);
  });

  it('is left out where no assessment took part', () => {
    const facts = declined(['card_already_used'], { sources: [], alternatives: [], hold: undefined });
    expect(explain({ ...facts, audience: 'customer' }).notice).toBeNull();
  });
});

describe('every state of an authorization', () => {
  const states = [
    'pending',
    'approved',
    'verified',
    'declined',
    'timed_out',
    'reversed',
    'expired',
    'cleared',
  ] as const;

  it.each(states)('%s has a title, a summary and next steps for the customer', (state) => {
    const document = explain({ ...declined(['not_affordable']), state, audience: 'customer' });
    expect(document.title).not.toBe('');
    expect(document.summary).toMatch(/\.$/);
    expect(document.nextSteps.length).toBeGreaterThan(0);
    if (state !== 'declined') expect(textOf(document)).not.toContain('not_affordable');
  });

  it.each([
    ['pending', null],
    ['approved', '00'],
    ['verified', '85'],
    ['declined', '51'],
    ['timed_out', '91'],
    ['reversed', '00'],
    ['expired', '00'],
    ['cleared', '00'],
  ] as const)('%s is %p to the network', (state, de39) => {
    const { answer } = explain({
      ...declined(['not_affordable']),
      state,
      audience: 'network',
      scheme: 'visa',
    });
    expect(answer?.de39 ?? null).toBe(de39);
  });
});

describe('a code that this release does not know', () => {
  it('is shown to the auditor as it came, and to the others as a check that did not work', () => {
    const facts = declined(['reason_of_next_year']);
    expect(explain({ ...facts, audience: 'auditor' }).reasons).toEqual([
      { code: 'reason_of_next_year', entry: null },
    ]);
    expect(explain({ ...facts, audience: 'network', scheme: 'visa' }).answer?.de39).toBe('91');
    expect(textOf(explain({ ...facts, audience: 'customer' }))).not.toContain('reason_of_next_year');
  });
});
