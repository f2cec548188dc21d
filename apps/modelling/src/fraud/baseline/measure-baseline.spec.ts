import { checkFraudBaseline, featureNames } from '@mayfly/fraud-model';
import { loadTrees, modelFile, versionInForce } from '../model-in-force';
import { measureBaseline } from './measure-baseline';

const world = { seed: 5, days: 75, customers: 60, terminals: 120 };
const trees = loadTrees(modelFile(versionInForce));

test('a world gives a baseline that is read as one, and the same again', () => {
  const baseline = measureBaseline('some version', trees, world);
  expect(checkFraudBaseline(JSON.parse(JSON.stringify(baseline)), featureNames)).toEqual(baseline);
  expect(measureBaseline('some version', trees, world)).toEqual(baseline);
  expect(baseline.provenance).toEqual({ seed: 5, firstDay: 67, days: 75, everyPurchase: 20, purchases: 33 });
  expect(Object.keys(baseline.features)).toHaveLength(12);
});
