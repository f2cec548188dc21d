import { featureNames, terminalHistoryDays, type FraudBaseline, type FraudTrees } from '@mayfly/fraud-model';
import { playWorld, type WorldSize } from '@mayfly/fraud-world';
import { DelayedLabels } from '../delayed-labels';
import { fromWorld } from '../transactions/transaction';
import { quantileBands, spreadOver } from './bands';

/** Enough purchases that their shares are known to a few tenths of a percent. */
const everyPurchase = 20;
/** How many features are watched: those that move the margin most on the average. */
const watchedFeatures = 12;
/** Of the probability: nearly all purchases are close to the lowest, and what differs there means nothing. */
const scoreBounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/** Plays a world and measures how scores and features are spread, once customers and terminals have their full history. */
export function measureBaseline(model: string, trees: FraudTrees, world: WorldSize): FraudBaseline {
  const sample = sampleOf(world);
  const moved = featureNames.map(() => 0);
  for (const features of sample) {
    for (const [feature, by] of trees.attributions(features).entries()) {
      moved[feature] = (moved[feature] ?? 0) + Math.abs(by);
    }
  }
  const strongest = featureNames
    .map((name, feature) => ({ name, feature, moved: moved[feature] ?? 0 }))
    .sort((one, other) => other.moved - one.moved)
    .slice(0, watchedFeatures);
  return {
    format: 'mayfly.fraud-baseline.v1',
    model,
    provenance: {
      seed: world.seed,
      firstDay: terminalHistoryDays,
      days: world.days,
      everyPurchase,
      purchases: sample.length,
    },
    score: spreadOver(
      scoreBounds,
      sample.map((features) => trees.probability(features)),
    ),
    features: Object.fromEntries(
      strongest.map(({ name, feature }) => [
        name,
        quantileBands(sample.map((features) => features[feature] ?? NaN)),
      ]),
    ),
  };
}

function sampleOf(world: WorldSize): Float32Array[] {
  const labels = new DelayedLabels();
  const sample: Float32Array[] = [];
  for (const purchase of playWorld(world)) {
    const isSampled = purchase.day >= terminalHistoryDays && purchase.id % everyPurchase === 0;
    if (isSampled) sample.push(labels.next(fromWorld(purchase)));
    else labels.pass(fromWorld(purchase));
  }
  return sample;
}
