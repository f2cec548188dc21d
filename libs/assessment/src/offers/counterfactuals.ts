import type { Counterfactual } from '@mayfly/contracts';
import { Assessment } from '../decision/assessment';
import { examine } from '../decision/examine';

/** What, changed alone, would turn the decline into an approval; each was tried on the same engine. */
export function counterfactualsOf({ purchase, policy }: Assessment): Counterfactual[] {
  const { profile } = purchase;
  const verified = { ...profile, income: { ...profile.income, verified: true } };
  const passes =
    examine(new Assessment({ ...purchase, profile: verified }, policy)).finding === 'nothing_against';
  return !profile.income.verified && passes ? [{ kind: 'verify', what: ['income'] }] : [];
}
