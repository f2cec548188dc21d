import type { Counterfactual, CustomerProfile } from '@mayfly/contracts';
import type { Case } from '../case/case';
import { withAmount } from '../case/proposal';
import type { Snapshot } from '../case/snapshot';

type Change<Kind extends Counterfactual['kind']> = Extract<Counterfactual, { kind: Kind }>;
type Changed = Pick<Case, 'request' | 'profile' | 'repayment'>;

/** The snapshot of the same purchase if things were as the counterfactual says. Throws when it has no profile. */
export function applyCounterfactual(snapshot: Snapshot, counterfactual: Counterfactual): Snapshot {
  const { profile } = snapshot;
  if (profile === null) throw new Error('a counterfactual changes a profile, and there is none');
  return changed({ ...snapshot, profile }, counterfactual);
}

/** The same facts if things were as the counterfactual says; nothing else moves. */
export function changed<Facts extends Changed>(facts: Facts, change: Counterfactual): Facts {
  switch (change.kind) {
    case 'smaller_amount':
      return { ...facts, request: withAmount(facts.request, BigInt(change.amountMinor)) };
    case 'repay':
      return { ...facts, ...repaid(facts, change) };
    default:
      return { ...facts, profile: { ...facts.profile, ...changeOfProfile(facts.profile, change) } };
  }
}

/** What is paid back is available again. */
function repaid(
  { request, repayment }: Changed,
  { amountMinor }: Change<'repay'>,
): Pick<Changed, 'request' | 'repayment'> {
  const { account } = request;
  return {
    request: {
      ...request,
      account: {
        ...account,
        owedMinor: account.owedMinor - amountMinor,
        availableMinor: account.availableMinor + amountMinor,
      },
    },
    repayment: { ...repayment, repaidMinor: repayment.repaidMinor + amountMinor },
  };
}

function changeOfProfile(
  profile: CustomerProfile,
  change: Exclude<Counterfactual, Change<'smaller_amount'> | Change<'repay'>>,
): Partial<CustomerProfile> {
  switch (change.kind) {
    case 'verify':
      return verified(profile, change);
    case 'lower_obligations':
      return { obligations: { ...profile.obligations, monthlyMinor: change.monthlyMinor } };
    case 'lower_credit_lines':
      return { outstandingCredit: drawnDown(profile, change) };
    case 'higher_income':
      return { income: { monthlyNetMinor: change.monthlyNetMinor, verified: true } };
    case 'longer_in_job':
      return { employment: { ...profile.employment, monthsInJob: change.monthsInJob } };
    case 'no_missed_payments':
      return { creditHistory: { ...profile.creditHistory, missedPayments12m: 0 } };
  }
}

function verified(
  { identity, residence, income }: CustomerProfile,
  { what }: Change<'verify'>,
): Partial<CustomerProfile> {
  return {
    identity: {
      ...identity,
      verified: identity.verified || what.includes('identity'),
      ageVerified: identity.ageVerified || what.includes('age'),
    },
    residence: { ...residence, verified: residence.verified || what.includes('residence') },
    income: { ...income, verified: income.verified || what.includes('income') },
  };
}

/** What is drawn from credit lines is part of the outstanding credit, which shrinks with it. */
function drawnDown(
  { outstandingCredit }: CustomerProfile,
  { usedMinor }: Change<'lower_credit_lines'>,
): CustomerProfile['outstandingCredit'] {
  const paidBackMinor = outstandingCredit.revolvingUsedMinor - usedMinor;
  return {
    ...outstandingCredit,
    totalMinor: Math.max(0, outstandingCredit.totalMinor - paidBackMinor),
    revolvingUsedMinor: usedMinor,
  };
}
