import type { ReasonCode } from '@mayfly/contracts';
import type { FraudModel } from '../policy/policy';
import type { FraudScored } from './assessment';

/** What moved the probability of fraud up, by path attribution, the strongest first. */
export function fraudReasons({ features }: FraudScored, { trees }: FraudModel): ReasonCode[] {
  const moved = trees.attributions(features);
  const strongest = moved.indexOf(Math.max(...moved));
  return [
    (trees.featureNames[strongest] ?? '').startsWith('terminal') ? 'unusual_merchant' : 'unusual_amount',
  ];
}
