import type { Snapshot } from '../case/snapshot';
import { Assessment } from '../examination/assessment';
import type { Policy } from '../policy/policy';
import type { BothScored } from './watched-input';

/** What both models say of a purchase; undefined where no profile was known. Deciding it is another matter. */
export function scoreAgain(
  { request, profile, repayment, history, features }: Snapshot,
  policy: Policy,
): BothScored | undefined {
  if (profile === null) return undefined;
  const plan = { kind: 'pay_later' } as const;
  return new Assessment({ request, profile, repayment, history, features, plan }, policy);
}
