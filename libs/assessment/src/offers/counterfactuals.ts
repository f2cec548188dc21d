import type { Counterfactual } from '@mayfly/contracts';
import type { Case } from '../case/case';
import { Assessment } from '../examination/assessment';
import { changed } from './apply-counterfactual';
import { boundary } from './boundary';
import { isLent } from './lending';
import { wouldPass } from './supposed';

/** Beyond it an income would be another life's. */
const mostTimesIncome = 10;
const mostAmountMinor = 999_999_999_999;
/** Seventy years, the contract's most. */
const mostMonthsInJob = 840;

/** A change by degrees: from how things are to the furthest they could go, each step making lending more likely. */
interface ByDegrees {
  readonly now: (purchase: Case) => number;
  readonly furthest: (purchase: Case) => number;
  readonly to: (value: number) => Counterfactual;
}

const byDegrees: readonly ByDegrees[] = [
  {
    now: () => 0,
    furthest: ({ request }) => request.account.owedMinor,
    to: (amountMinor) => ({ kind: 'repay', amountMinor }),
  },
  {
    now: ({ profile }) => profile.outstandingCredit.revolvingUsedMinor,
    furthest: () => 0,
    to: (usedMinor) => ({ kind: 'lower_credit_lines', usedMinor }),
  },
  {
    now: ({ profile }) => profile.obligations.monthlyMinor,
    furthest: () => 0,
    to: (monthlyMinor) => ({ kind: 'lower_obligations', monthlyMinor }),
  },
  {
    now: ({ profile }) => profile.income.monthlyNetMinor,
    furthest: ({ profile }) => Math.min(profile.income.monthlyNetMinor * mostTimesIncome, mostAmountMinor),
    to: (monthlyNetMinor) => ({ kind: 'higher_income', monthlyNetMinor }),
  },
  {
    now: ({ profile }) => profile.employment.monthsInJob,
    furthest: ({ profile: { employment } }) =>
      isAtWork(employment.status)
        ? Math.max(employment.monthsInJob, mostMonthsInJob)
        : employment.monthsInJob,
    to: (monthsInJob) => ({ kind: 'longer_in_job', monthsInJob }),
  },
];

type Verifiable = Extract<Counterfactual, { kind: 'verify' }>['what'][number];
const verifiable: readonly Verifiable[] = ['identity', 'age', 'residence', 'income'];

/**
 * What, changed alone, would turn the decline into an approval (R14): of each kind the least change, tried on the whole
 * engine for this same purchase.
 *
 * @param lentMinor the largest amount that would be lent, 0 when none
 */
export function counterfactualsOf(declined: Assessment, lentMinor: number): Counterfactual[] {
  const { purchase, policy } = declined;
  const isLentAfter = (change: Counterfactual): boolean => isLent(changed(purchase, change), policy);
  const found = [
    ...(lentMinor === 0 ? [] : [{ kind: 'smaller_amount', amountMinor: lentMinor } as const]),
    ...fewestVerifications(purchase, isLentAfter),
    ...byDegrees.flatMap((degrees) => leastOf(degrees, purchase, isLentAfter)),
    ...withoutMissedPayments(purchase, isLentAfter),
  ];
  return found.filter((change) => passesWith(change, declined));
}

function leastOf(
  { now, furthest, to }: ByDegrees,
  purchase: Case,
  isLentAfter: (change: Counterfactual) => boolean,
): Counterfactual[] {
  const [start, end] = [now(purchase), furthest(purchase)];
  // An income that only has to be verified need not be higher.
  if (start === end || !isLentAfter(to(end)) || isLentAfter(to(start))) return [];
  return [to(boundary(end, start, (value) => isLentAfter(to(value))))];
}

function fewestVerifications(
  { profile: { identity, residence, income } }: Case,
  isLentAfter: (change: Counterfactual) => boolean,
): Counterfactual[] {
  const verified: Record<Verifiable, boolean> = {
    identity: identity.verified,
    age: identity.ageVerified,
    residence: residence.verified,
    income: income.verified,
  };
  const missing = verifiable.filter((what) => !verified[what]);
  const fewest = setsOf(missing)
    .sort((one, other) => one.length - other.length)
    .find((what) => what.length > 0 && isLentAfter({ kind: 'verify', what }));
  return fewest === undefined ? [] : [{ kind: 'verify', what: fewest }];
}

function withoutMissedPayments(
  { profile }: Case,
  isLentAfter: (change: Counterfactual) => boolean,
): Counterfactual[] {
  const none = { kind: 'no_missed_payments' } as const;
  return profile.creditHistory.missedPayments12m > 0 && isLentAfter(none) ? [none] : [];
}

/** Of all changes only that of the amount makes another purchase for the fraud model. */
function passesWith(change: Counterfactual, declined: Assessment): boolean {
  const { policy } = declined;
  const purchase = changed(declined.purchase, change);
  const scoredLike = change.kind === 'smaller_amount' ? new Assessment(purchase, policy) : declined;
  return wouldPass(purchase, policy, () => scoredLike.fraud);
}

function isAtWork(status: Case['profile']['employment']['status']): boolean {
  return status === 'permanent' || status === 'temporary' || status === 'self_employed';
}

function setsOf<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);
}
