import { isReasonCode, reasonOf, type CustomerProfile } from '@mayfly/contracts';
import { noSavings, type Example } from '../../../../test/assessment/data-points/example';
import { ofMoney } from '../../../../test/assessment/data-points/money-examples';
import { ofTheBureau, ofTheCustomer } from '../../../../test/assessment/data-points/person-examples';
import { policy } from '../../../../test/assessment/policies';
import { goodCustomer, purchaseOf } from '../../../../test/assessment/purchases';
import { caseOf, snapshotOf } from '../../../../test/assessment/snapshots';
import type { Snapshot } from '../case/snapshot';
import { Assessment } from '../examination/assessment';
import { decide } from '../decision/decide';
import { examine } from '../examination/examine';
import { dataPoints, type DataPointRole } from './data-points';

const good = goodCustomer;
const examples = [...ofTheCustomer, ...ofTheBureau, ...ofMoney];

describe('the eleven data points', () => {
  it('R4: are eleven, each with a role, and a reason text wherever it decides', () => {
    expect(dataPoints.map(({ name }) => name)).toEqual([
      'credit score',
      'income',
      'employment stability',
      'spending patterns',
      'debt-to-income',
      'residential status',
      'identity and age verification',
      'credit history',
      'affordability',
      'savings and investments',
      'outstanding credit',
    ]);
    for (const reason of dataPoints.flatMap(({ uses }) => uses.flatMap(({ reasons }) => reasons))) {
      expect(isReasonCode(reason) && reasonOf(reason).customer.whatHappened).not.toBe('');
    }
  });

  it('R4: each use in the table has an example below, and each example a use', () => {
    const uses = dataPoints.flatMap(({ name, uses }) =>
      uses.flatMap(({ role, reasons }) => reasons.map((reason) => `${name} as ${role}: ${reason}`)),
    );
    const shown = examples.map(({ dataPoint, role, reason }) => `${dataPoint} as ${role}: ${reason}`);
    expect(new Set(shown)).toEqual(new Set(uses));
  });

  it.each(examples)('R4: $dataPoint alone declines a purchase, as $role: $reason', (example) => {
    expect(decide(before(example), policy).outcome).toBe('approved');
    const changed = after(example);
    const verdict = decide(changed, policy);
    expect(verdict.outcome).toBe('declined');
    if (example.role === 'weight') expect(verdict.reasons).toContain(example.reason);
    else expect(verdict.reasons[0]).toBe(example.reason);
    const { finding } = examine(new Assessment(caseOf(changed), policy));
    expect(rolesOf[finding]).toBe(example.role);
  });

  it.each(examples)(
    'R4: the example of $dataPoint as $role changes nothing else',
    ({ dataPoint, change }) => {
      const fields = dataPoints.find(({ name }) => name === dataPoint)?.from;
      expect(fields).toEqual(expect.arrayContaining(Object.keys(change ?? {})));
    },
  );

  it('R4: a long clean history stands in for a credit score that the bureau does not have', () => {
    expect(decide(snapshotOf({ profile: { ...good, creditScore: null } }), policy).outcome).toBe('approved');
  });

  it('R4: savings and investments carry a customer without regular income', () => {
    const student: CustomerProfile = {
      ...good,
      employment: { status: 'student', monthsInJob: 0 },
      residence: { ...good.residence, status: 'with_family' },
    };
    const invested = { ...student, savings: { liquidMinor: 200_000, investmentsMinor: 400_000 } };
    expect(decide(snapshotOf({ profile: { ...student, ...noSavings } }), policy).reasons).toEqual([
      'no_regular_income',
      'savings_insufficient',
    ]);
    expect(decide(snapshotOf({ profile: invested }), policy).outcome).toBe('approved');
  });
});

const rolesOf: Readonly<Record<string, DataPointRole>> = {
  gate_closed: 'gate',
  policy_forbids: 'policy',
  credit_rule_broken: 'policy',
  credit_score_low: 'weight',
  not_affordable: 'affordability',
};

/** 800.00 EUR unless the example says otherwise: within every limit of the good customer, and above what thin files may owe. */
function before({ who, amountMinor = 80_000 }: Example): Snapshot {
  return snapshotOf({ request: purchaseOf(amountMinor), profile: { ...good, ...who } });
}

function after(example: Example): Snapshot {
  const {
    who,
    amountMinor = 80_000,
    change,
    owedMinor,
    grantedMinor,
    clearedBefore45DaysMinor = 0,
  } = example;
  const request = purchaseOf(amountMinor, owedMinor);
  return snapshotOf({
    request: {
      ...request,
      account: { ...request.account, grantedMinor: grantedMinor ?? request.account.grantedMinor },
    },
    profile: { ...good, ...who, ...change },
    repayment: { clearedBefore45DaysMinor, repaidMinor: 0 },
  });
}
