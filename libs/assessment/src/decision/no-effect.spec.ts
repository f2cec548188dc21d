import fc from 'fast-check';
import type { CustomerProfile } from '@mayfly/contracts';
import { featureNames } from '@mayfly/fraud-model';
import { policy } from '../../../../test/assessment/policies';
import { goodCustomer } from '../../../../test/assessment/purchases';
import { caseOf, histories, noFeatures, noHistory, snapshots } from '../../../../test/assessment/snapshots';
import { canonicalJson } from '../case/canonical-json';
import type { Case } from '../case/case';
import type { Snapshot } from '../case/snapshot';
import { Assessment } from '../examination/assessment';
import { checks } from '../examination/checks';
import { decide } from './decide';

describe('earlier decisions', () => {
  const beforeFraud = checks.filter(({ finding }) => !finding.startsWith('fraud'));
  const creditPart = (purchase: Case): string => {
    const assessment = new Assessment(purchase, policy);
    const found = beforeFraud.map((check) => [check.finding, check.reasonsAgainst(assessment)]);
    return canonicalJson({ found, credit: assessment.credit });
  };

  it('R5: approvals and declines added or removed leave the credit part the same, byte for byte', () => {
    fc.assert(
      fc.property(snapshots, histories, snapshots, (snapshot, history, { features }) => {
        const purchase = caseOf(snapshot);
        const part = creditPart(purchase);
        expect(creditPart({ ...purchase, history })).toBe(part);
        expect(creditPart({ ...purchase, features })).toBe(part);
        expect(creditPart({ ...purchase, history, features })).toBe(part);
        expect(creditPart({ ...purchase, history: noHistory, features: noFeatures })).toBe(part);
      }),
    );
  });

  it('R5: what credit declines, it declines with the same reasons and points after any other history', () => {
    let declined = 0;
    fc.assert(
      fc.property(snapshots, histories, snapshots, (snapshot, history, { features }) => {
        const { class: decidedBy, reasons, scores, creditPoints } = decide(snapshot, policy);
        if (decidedBy !== 'credit') return;
        declined += 1;
        const again = decide({ ...snapshot, history, features }, policy);
        expect(again).toMatchObject({ class: 'credit', reasons, creditPoints });
        expect(again.scores.credit).toBe(scores.credit);
      }),
      { numRuns: 300 },
    );
    expect(declined).toBeGreaterThan(30);
  });
});

describe('personal circumstances', () => {
  it('R6: the age of an adult changes nothing', () => {
    const adultBirthDates = fc
      .date({ min: new Date('1920-01-01'), max: new Date('2008-03-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(snapshots, adultBirthDates, adultBirthDates, (snapshot, one, other) => {
        expect(canonicalJson(decide(born(snapshot, one), policy))).toBe(
          canonicalJson(decide(born(snapshot, other), policy)),
        );
      }),
    );
  });

  it('R6: sex, marital status and nationality are no fields of a profile, and would change nothing', () => {
    const told = { sex: 'f', maritalStatus: 'divorced', nationality: 'BR' };
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const profile = { ...caseOf(snapshot).profile, ...told };
        expect(canonicalJson(decide({ ...snapshot, profile }, policy))).toBe(
          canonicalJson(decide(snapshot, policy)),
        );
      }),
    );
  });

  it('R6: neither model has an input for them', () => {
    const columns = policy.credit.scorecard.characteristics.flatMap((characteristic) => {
      if (characteristic.kind === 'category' || characteristic.ratio === undefined)
        return characteristic.name;
      const { of, to, less } = characteristic.ratio;
      return [of, to, less ?? ''];
    });
    const inputs = [...columns, ...featureNames].flatMap((name) => name.toLowerCase().split('_'));
    expect(inputs).toEqual(expect.arrayContaining(['seniority', 'expenses', 'terminal', 'median']));
    for (const circumstance of ['age', 'birth', 'sex', 'gender', 'marital', 'nationality', 'citizenship']) {
      expect(inputs).not.toContain(circumstance);
    }
    expect(policy.credit.scorecard.provenance.excluded).toEqual(expect.arrayContaining(['Age', 'Marital']));
  });
});

describe('the credit bureau', () => {
  it('R7: is never asked with a hard inquiry', () => {
    expect(checks.flatMap(({ sources }) => sources).map(({ inquiry }) => inquiry)).not.toContain('hard');
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const inquiries = decide(snapshot, policy).sources.map(({ inquiry }) => inquiry);
        expect(inquiries).not.toContain('hard');
      }),
    );
  });

  it('R7: a decision writes nothing to the profile it reads, nor to anything else of the snapshot', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const before = canonicalJson(snapshot);
        decide(frozen(snapshot), policy);
        expect(canonicalJson(snapshot)).toBe(before);
      }),
    );
  });

  it('R16: is among the sources wherever its data were used, be it to find what would change the outcome', () => {
    const bureau = { name: 'credit bureau', inquiry: 'soft' };
    const unidentified = { ...goodCustomer, identity: { ...goodCustomer.identity, verified: false } };
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        expect(decide(snapshot, policy).sources).toContainEqual(bureau);
        expect(decide({ ...snapshot, profile: unidentified }, policy).sources).toContainEqual(bureau);
        expect(decide({ ...snapshot, profile: null }, policy).sources).toEqual([]);
      }),
    );
  });
});

function born(snapshot: Snapshot, birthDate: string): Snapshot {
  const { profile } = caseOf(snapshot);
  const reborn: CustomerProfile = { ...profile, identity: { ...profile.identity, birthDate } };
  return { ...snapshot, profile: reborn };
}

/** Writing to any part of it would throw. */
function frozen<T extends object>(value: T): T {
  for (const member of Object.values(value) as unknown[]) {
    if (typeof member === 'object' && member !== null) frozen(member);
  }
  return Object.freeze(value);
}
