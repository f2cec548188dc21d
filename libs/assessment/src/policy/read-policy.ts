import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { checkFraudBaseline, featureNames, FraudTrees } from '@mayfly/fraud-model';
import { readScorecard } from '@mayfly/scorecard';
import { limitsOf } from '../rules/limits';
import { checkCutOff } from './check-cut-off';
import type { Policy } from './policy';
import { checkPolicyFile } from './policy-file';

/** Where policies lie, one file for each version; models lie beside. */
export const policiesDir = resolve(__dirname, '../../../../models/policies');

/** The file of a version in {@link policiesDir}. */
export function policyFileOf(version: string): string {
  return join(policiesDir, `${version}.json`);
}

/**
 * Reads a policy with its models; their paths in it are relative to the file.
 *
 * @throws Error naming the file and what is wrong with it, or with a file that it names
 */
export function readPolicy(file: string): Policy {
  try {
    const { version, limits, credit, fraud } = checkPolicyFile(JSON.parse(readFileSync(file, 'utf8')));
    const beside = (path: string): string => readFileSync(resolve(dirname(file), path), 'utf8');
    return {
      version,
      limits: limitsOf(limits),
      credit: checkCutOff({
        version: credit.version,
        scorecard: readScorecard(beside(credit.scorecard)),
        leastScore: credit.leastScore,
      }),
      fraud: {
        version: fraud.version,
        trees: new FraudTrees(JSON.parse(beside(fraud.model)), featureNames),
        threshold: fraud.threshold,
        grantedUnits: fraud.grantedUnits,
        merchantReports: fraud.merchantReports,
        baseline: checkFraudBaseline(JSON.parse(beside(baselineOf(fraud.model))), featureNames),
      },
    };
  } catch (error) {
    throw new Error(`policy ${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Every policy that ever was in force, by version: to run stored decisions again. */
export function readAllPolicies(): ReadonlyMap<string, Policy> {
  const files = readdirSync(policiesDir).filter((file) => file.endsWith('.json'));
  return new Map(
    files.map((file) => readPolicy(join(policiesDir, file))).map((policy) => [policy.version, policy]),
  );
}

/** A model's baseline lies beside it. */
function baselineOf(model: string): string {
  return model.replace(/\.json$/, '.baseline.json');
}
