import fc from 'fast-check';
import { explainStanding, type StandingFacts } from './account-standing';

const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString());

const anyFacts: fc.Arbitrary<StandingFacts> = fc.record({
  frozenSince: fc.option(instant),
  unverified: fc.record(
    { identity: instant, age: instant, residence: instant, income: instant },
    { requiredKeys: [] },
  ),
  overdue: fc.option(
    fc.record({ since: instant, amountMinor: fc.integer({ min: 1 }), currency: fc.constant('EUR') }),
  ),
});

describe('the standing of an account', () => {
  it('R15: is good exactly when nothing restricts it, and else that of the gravest restriction', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('customer', 'agent'), (facts, reader) => {
        const { state, restrictions } = explainStanding(facts, reader);
        const restricted =
          facts.frozenSince !== null || facts.overdue !== null || Object.keys(facts.unverified).length > 0;
        expect(state === 'good').toBe(!restricted);
        expect(state).toBe(restrictions[0]?.state ?? 'good');
      }),
    );
  });

  it('R15: gives each restriction a reason, a date, a text in sentences and a way out', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { title, text, since, whatToDo } of explainStanding(facts, 'customer').restrictions) {
          expect(title).not.toMatch(/lend you this amount/);
          expect(text).toMatch(/^[A-Z].*\.$/);
          expect(since).not.toBeNull();
          expect(whatToDo.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('R12: tells an agent nothing of credit, not even how many reasons there are, nor since when', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { income, ...known } = facts.unverified;
        const withCredit = {
          ...facts,
          unverified: { ...known, income: income ?? '2026-03-03T00:00:00.000Z' },
        };
        const seen = explainStanding(withCredit, 'agent');
        expect(seen).toEqual(explainStanding({ ...withCredit, overdue: null }, 'agent'));
        const ofCredit = /income|overdue|repay|paid|debt|credit|owe/i;
        expect(JSON.stringify(seen.restrictions.at(-1))).not.toMatch(ofCredit);
      }),
    );
  });

  it('R9: an agent may say that the account is frozen, and how the customer opens it again', () => {
    const facts = { frozenSince: '2026-03-03T10:15:00.000Z', unverified: {}, overdue: null };
    expect(explainStanding(facts, 'agent')).toEqual(explainStanding(facts, 'customer'));
    expect(explainStanding(facts, 'agent').restrictions[0]?.text).toContain('reported as fraud');
  });
});
