import type { Alternative, AuthorizationRequested } from '@mayfly/contracts';
import type { Case } from '../case/case';
import type { Plan } from '../case/plan';
import { instalmentOf, withAmount } from '../case/proposal';
import type { Policy } from '../policy/policy';
import { fraudOfNext, nextAttempt } from './next-attempt';
import { wouldPass } from './supposed';

/**
 * What else a customer could be offered whose purchase credit declined (R10): each has passed the whole engine as the next
 * attempt after this one. What the fraud checks would stop is not offered, nor a lower amount looked for that they would not.
 *
 * @param lentMinor the largest amount that would be lent, 0 when none
 */
export function alternativesTo(declined: Case, policy: Policy, lentMinor: number): Alternative[] {
  const next = nextAttempt(declined);
  const passes = attempts(declined, next, policy, next.request);
  return [
    ...smallerAmount(declined, next, policy, lentMinor),
    ...instalments(next.request, policy, passes),
    ...payNow(next.request, passes),
  ];
}

function smallerAmount(declined: Case, next: Case, policy: Policy, lentMinor: number): Alternative[] {
  if (lentMinor === 0) return [];
  const passes = attempts(declined, next, policy, withAmount(next.request, BigInt(lentMinor)));
  return passes({ kind: 'pay_later' }) ? [{ kind: 'smaller_amount', amountMinor: lentMinor }] : [];
}

function instalments(
  request: AuthorizationRequested,
  policy: Policy,
  passes: (plan: Plan) => boolean,
): Alternative[] {
  const amountMinor = BigInt(request.amountMinor);
  return policy.limits.instalmentCounts
    .filter((count) => amountMinor >= BigInt(count) && passes({ kind: 'instalments', count }))
    .map((count) => ({ kind: 'instalments', count, eachMinor: Number(instalmentOf(amountMinor, count)) }));
}

function payNow({ amountMinor }: AuthorizationRequested, passes: (plan: Plan) => boolean): Alternative[] {
  return passes({ kind: 'pay_now' }) ? [{ kind: 'pay_now', amountMinor }] : [];
}

/** How the next attempt for one amount would be paid for makes no difference to its fraud score. */
function attempts(
  declined: Case,
  next: Case,
  policy: Policy,
  request: AuthorizationRequested,
): (plan: Plan) => boolean {
  let scored: ReturnType<typeof fraudOfNext> | undefined;
  return (plan) =>
    wouldPass({ ...next, request, plan }, policy, () => (scored ??= fraudOfNext(declined, request, policy)));
}
