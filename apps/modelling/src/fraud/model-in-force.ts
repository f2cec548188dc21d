import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { featureNames, FraudTrees } from '@mayfly/fraud-model';

const modelsFolder = resolve(__dirname, '../../../../models/fraud');

/** The version of the fraud model that ships. */
export const versionInForce = '2026-11-22';

/** The file of a version of the fraud model. */
export function modelFile(version: string): string {
  return resolve(modelsFolder, `${version}.json`);
}

/** Loads trees from a file that XGBoost's `save_model` wrote. */
export function loadTrees(file: string): FraudTrees {
  return new FraudTrees(JSON.parse(readFileSync(file, 'utf8')), featureNames);
}

/** The file of the threshold that `calibrate` chose for a version of the fraud model. */
export function thresholdFile(version: string): string {
  return resolve(modelsFolder, `${version}.threshold.json`);
}

/** The file of the spread of scores and features that a version of the fraud model was trained on. */
export function baselineFile(version: string): string {
  return resolve(modelsFolder, `${version}.baseline.json`);
}
