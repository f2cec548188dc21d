import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { policyFileOf, readPolicy, type Policy } from '@mayfly/assessment';

interface PolicyFile {
  readonly version: string;
  readonly credit: { readonly scorecard: string; readonly leastScore: number };
  readonly fraud: { readonly model: string; readonly threshold: number };
}

/** Writes a candidate that differs from policy-1 in its cut-offs. Returns its file in `directory`. */
export function writeCandidate(
  directory: string,
  version: string,
  cutoffs: { readonly leastScore?: number; readonly threshold?: number } = {},
): string {
  const inForce = policyFileOf('policy-1');
  const policy = JSON.parse(readFileSync(inForce, 'utf8')) as PolicyFile;
  const beside = (path: string): string => resolve(dirname(inForce), path);
  const { leastScore = policy.credit.leastScore, threshold = policy.fraud.threshold } = cutoffs;
  const candidate = {
    ...policy,
    version,
    credit: { ...policy.credit, scorecard: beside(policy.credit.scorecard), leastScore },
    fraud: { ...policy.fraud, model: beside(policy.fraud.model), threshold },
  };
  const file = join(directory, `${version}.json`);
  writeFileSync(file, JSON.stringify(candidate));
  return file;
}

/** As many points as the scorecard has to give. */
export const bestScore = 599;

const inForce = readPolicy(policyFileOf('policy-1'));

/** Declines everybody who comes as far as the scorecard and has not the best of everything. */
export const declinesAll: Policy = {
  ...inForce,
  version: 'declines-all',
  credit: { ...inForce.credit, leastScore: bestScore },
};
