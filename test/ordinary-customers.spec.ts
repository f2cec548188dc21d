import { decide, type Snapshot } from '@mayfly/assessment';
import type { CustomerProfile } from '@mayfly/contracts';
import { dayMs } from '@mayfly/fraud-model';
import { Random } from '@mayfly/fraud-world';
import { steady, stretched, type Profile } from '../apps/network-simulator/src/personas/personas';
import { featuresAfter, type PastPurchase } from './assessment/pasts';
import { policy } from './assessment/policies';
import { goodCustomer, purchaseOf } from './assessment/purchases';
import { snapshotOf } from './assessment/snapshots';

/** How a customer's amounts spread around their mean. */
type Draw = (random: Random, meanMinor: number) => number;

const asInTraining: Draw = (random, meanMinor) => random.normal(meanMinor, meanMinor / 2);

/** Amounts whose logarithms spread by `sigma`: most small, few many times as large. */
function skewed(sigma: number): Draw {
  return (random, meanMinor) => meanMinor * Math.exp(random.normal(-(sigma ** 2) / 2, sigma));
}

describe('an ordinary customer', () => {
  it.each<[string, CustomerProfile]>([
    ['steady', profileOf(steady)],
    ['stretched', profileOf(stretched)],
    ['good', goodCustomer],
  ])('%s is approved for small purchases without any history', (_name, profile) => {
    for (const amountMinor of [1, 1_000, 4_990, 20_000]) {
      const snapshot = snapshotOf({ profile, request: purchaseOf(amountMinor) });
      expect(decide(snapshot, policy)).toMatchObject({ outcome: 'approved' });
    }
  });

  it('stretched gets no larger purchase, and is offered something else', () => {
    const snapshot = snapshotOf({ profile: profileOf(stretched), request: purchaseOf(60_000) });
    const { class: decidedBy, alternatives } = decide(snapshot, policy);
    expect(decidedBy).toBe('credit');
    expect(alternatives).toContainEqual(expect.objectContaining({ kind: 'smaller_amount' }));
  });

  // The card of policy-1 tells these figures.
  it.each<[string, Draw, number, number]>([
    ['as in the training worlds', asInTraining, 0, 0.005],
    ['a little skewed', skewed(0.4), 0, 0.02],
    ['far more skewed, a limit of the model,', skewed(0.8), 0.06, 0.16],
  ])(
    'whose amounts spread %s is stopped by the model as often as the card of the policy says',
    (_how, draw, least, most) => {
      const random = new Random(1, 'ordinary customers');
      const customers = 1_000;
      let stopped = 0;
      for (let customer = 0; customer < customers; customer++) {
        const { fraud } = decide(ordinary(random, draw), policy).scores;
        if (fraud !== null && fraud >= policy.fraud.threshold) stopped += 1;
      }
      expect(stopped / customers).toBeGreaterThanOrEqual(least);
      expect(stopped / customers).toBeLessThanOrEqual(most);
    },
  );
});

/** Thirty purchases in sixty days and one more, of 1 to 10 % of the purchase power on average. */
function ordinary(random: Random, draw: Draw): Snapshot {
  const meanMinor = 5_000 + random.below(45_000);
  const amount = (): number => Math.min(500_000, Math.max(1, Math.round(draw(random, meanMinor))));
  const past: PastPurchase[] = Array.from({ length: 30 }, () => ({
    agoMs: Math.floor(random.uniform() * 60 * dayMs),
    byCustomer: true,
    atMerchant: random.below(8) === 0,
    amountMinor: amount(),
    reportedAgoMs: null,
  }));
  const request = purchaseOf(amount());
  return snapshotOf({ request, features: featuresAfter(past, request) });
}

function profileOf(persona: Profile): CustomerProfile {
  return { ...goodCustomer, ...persona };
}
