import { existsSync, writeFileSync } from 'node:fs';
import { readArguments, wrongValue } from '@mayfly/command-line';
import { handbookSize } from '@mayfly/fraud-world';
import { baselineFile, loadTrees, modelFile, versionInForce } from '../model-in-force';
import { measureBaseline } from './measure-baseline';

/** The first of the worlds that the model was trained on, for as many days as training played it. */
const trainingWorld = { ...handbookSize, seed: 1, days: 125 };

/** Writes the baseline of a version of the fraud model beside it: the version in force, unless another is named. */
export async function writeBaseline(args: readonly string[], print: (line: string) => void): Promise<number> {
  const [version = versionInForce] = readArguments(args, {}).names;
  if (!/^[\w.-]+$/.test(version) || !existsSync(modelFile(version)))
    throw wrongValue('VERSION', 'a model of models/fraud', version);
  const baseline = measureBaseline(version, loadTrees(modelFile(version)), trainingWorld);
  writeFileSync(baselineFile(version), `${JSON.stringify(baseline, null, 2)}\n`);
  const features = Object.keys(baseline.features).join(', ');
  print(
    `${baseline.provenance.purchases} purchases; watched: score, ${features}; in ${baselineFile(version)}`,
  );
  return Promise.resolve(0);
}
