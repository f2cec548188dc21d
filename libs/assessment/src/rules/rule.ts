import type { ReasonCode } from '@mayfly/contracts';
import type { Limits } from './limits';

/** One rule of a part: its reason when it fails. */
export interface Rule<Facts> {
  readonly reason: ReasonCode;
  readonly fails: (facts: Facts, limits: Limits) => boolean;
}

/** The reasons of the rules that fail, in the order of the rules: each part lists its rules with the gravest first. */
export function failuresOf<Facts>(rules: readonly Rule<Facts>[], facts: Facts, limits: Limits): ReasonCode[] {
  const reasons: ReasonCode[] = [];
  for (const rule of rules) if (rule.fails(facts, limits)) reasons.push(rule.reason);
  return reasons;
}
