import type { Alternative } from '@mayfly/contracts';
import { withAttempt } from '../case/attempts';
import type { Case } from '../case/case';
import { Assessment } from '../decision/assessment';
import { examine } from '../decision/examine';
import type { Policy } from '../policy/policy';
import { instalmentOf, withAmount, type Plan } from '../case/proposal';

/**
 * What else a customer could be offered whose purchase credit declined (R10): each has passed the same parts, as the next
 * attempt after this one. Nothing is offered against a gate, a policy rule or a sign of fraud.
 */
export function alternativesTo(declined: Case, policy: Policy): Alternative[] {
  const next: Case = {
    ...declined,
    history: withAttempt(declined.history, declined.request, declined.request),
  };
  return [...smallerAmount(next, policy), ...instalments(next, policy), ...payNow(next, policy)];
}

/** Every rule that depends on the amount only grows stricter with it, so the largest amount that passes is found by halving. */
function smallerAmount(next: Case, policy: Policy): Alternative[] {
  let passes = 0n;
  let fails = BigInt(next.request.amountMinor);
  while (fails - passes > 1n) {
    const middle = (passes + fails) / 2n;
    if (isOffered({ ...next, request: withAmount(next.request, middle) }, policy)) passes = middle;
    else fails = middle;
  }
  return passes === 0n ? [] : [{ kind: 'smaller_amount', amountMinor: Number(passes) }];
}

function instalments(next: Case, policy: Policy): Alternative[] {
  const amountMinor = BigInt(next.request.amountMinor);
  return policy.limits.instalmentCounts
    .filter(
      (count) =>
        amountMinor >= BigInt(count) && isOffered(under(next, { kind: 'instalments', count }), policy),
    )
    .map((count) => ({ kind: 'instalments', count, eachMinor: Number(instalmentOf(amountMinor, count)) }));
}

function payNow(next: Case, policy: Policy): Alternative[] {
  if (!isOffered(under(next, { kind: 'pay_now' }), policy)) return [];
  return [{ kind: 'pay_now', amountMinor: next.request.amountMinor }];
}

function under(next: Case, plan: Plan): Case {
  return { ...next, plan };
}

function isOffered(purchase: Case, policy: Policy): boolean {
  return examine(new Assessment(purchase, policy)).finding === 'nothing_against';
}
