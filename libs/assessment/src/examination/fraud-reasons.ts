import type { ReasonCode } from '@mayfly/contracts';
import { featureNames } from '@mayfly/fraud-model';
import type { FraudModel } from '../policy/policy';
import type { FraudScored } from './assessment';
import { fraudSigns, type FraudSign } from './fraud-signs';
import { mostReasons } from './verdict';

/**
 * What moved the probability of fraud up, the strongest first, at most four: the path attributions of a sign's features added up.
 * Should nothing have moved it up, the average itself is above the threshold, and the sign that moved it down least is told.
 */
export function fraudReasons({ features }: FraudScored, { trees }: FraudModel): ReasonCode[] {
  const attributions = trees.attributions(features);
  const moved = fraudSigns
    .filter(({ trueOnlyWhenKnown }) => trueOnlyWhenKnown === null || isKnown(features, trueOnlyWhenKnown))
    .map((sign) => ({ reason: sign.reason, logOdds: sumOf(sign, attributions) }))
    .sort((one, other) => other.logOdds - one.logOdds);
  const up = moved.filter(({ logOdds }) => logOdds > 0);
  return (up.length > 0 ? up.slice(0, mostReasons) : moved.slice(0, 1)).map(({ reason }) => reason);
}

const positions: ReadonlyMap<string, number> = new Map(featureNames.map((name, at) => [name, at]));

function sumOf(sign: FraudSign, attributions: Float64Array): number {
  return sign.features.reduce((sum, name) => sum + (attributions[positionOf(name)] ?? 0), 0);
}

function isKnown(features: Float32Array, name: string): boolean {
  return !Number.isNaN(features[positionOf(name)] ?? NaN);
}

function positionOf(feature: string): number {
  const position = positions.get(feature);
  if (position === undefined) throw new Error(`no feature ${feature}`);
  return position;
}
