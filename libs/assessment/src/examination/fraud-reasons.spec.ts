import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { isReasonCode, reasonOf } from '@mayfly/contracts';
import { featureNames, FraudTrees, type FeatureFacts } from '@mayfly/fraud-model';
import { featuresAfter, pasts } from '../../../../test/assessment/pasts';
import { policy } from '../../../../test/assessment/policies';
import { purchaseOf } from '../../../../test/assessment/purchases';
import { caseOf, noFeatures, snapshotOf, snapshots } from '../../../../test/assessment/snapshots';
import { Assessment } from './assessment';
import { decide } from '../decision/decide';
import { examine } from './examine';
import { fraudReasons } from './fraud-reasons';
import { fraudSigns } from './fraud-signs';

/** What the spec reads of the model's file; it computes with nothing else. */
interface ModelFile {
  readonly learner: { readonly gradient_booster: { readonly model: { readonly trees: readonly Tree[] } } };
}

interface Tree {
  readonly left_children: readonly number[];
  readonly right_children: readonly number[];
  readonly split_indices: readonly number[];
  readonly split_conditions: readonly number[];
  readonly default_left: readonly number[];
  readonly sum_hessian: readonly number[];
}

const file = JSON.parse(
  readFileSync(resolve(__dirname, '../../../../models/fraud/2026-11-22.json'), 'utf8'),
) as ModelFile;
const { trees } = file.learner.gradient_booster.model;

describe('the reasons of the fraud model', () => {
  it('add up to how far the purchase is from the average, as computed by hand from the file of the model', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const { features } = new Assessment(caseOf(snapshot), policy).fraud;
        const model = policy.fraud.trees;
        const byHand = movedByHand(features);
        model.attributions(features).forEach((moved, at) => expect(moved).toBeCloseTo(byHand[at] ?? NaN, 5));
        const sum = byHand.reduce((total, moved) => total + moved, 0);
        expect(sum).toBeCloseTo(model.margin(features) - model.expectedMargin, 3);
      }),
      { numRuns: 50 },
    );
  });

  it('are what moved the probability up, the strongest first, and true of the customer and the merchant', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const { fraud } = new Assessment(caseOf(snapshot), policy);
        const reasons = fraudReasons(fraud, policy.fraud);
        expect(reasons).toEqual(reasonsByHand(movedByHand(fraud.features), snapshot.features));
        expect(reasons.length).toBeGreaterThan(0);
        expect(reasons.length).toBeLessThanOrEqual(4);
        for (const reason of reasons) told.add(reason);
      }),
      { numRuns: 400, seed: 7 },
    );
    expect([...told].sort()).toEqual(fraudSigns.map(({ reason }) => reason).sort());
  });

  it('are the ones of a decision that the model alone declines', () => {
    let stopped = 0;
    fc.assert(
      fc.property(pasts, fc.integer({ min: 1, max: 100_000 }), (past, amountMinor) => {
        const request = purchaseOf(amountMinor);
        const features = featuresAfter(past, request);
        const snapshot = snapshotOf({ request, features });
        const assessment = new Assessment(caseOf(snapshot), policy);
        if (examine(assessment).finding !== 'fraud_score_high') return;
        stopped += 1;
        const { class: decidedBy, reasons } = decide(snapshot, policy);
        expect(decidedBy).toBe('fraud');
        expect(reasons).toEqual(reasonsByHand(movedByHand(assessment.fraud.features), features));
      }),
      { numRuns: 800 },
    );
    expect(stopped).toBeGreaterThan(30);
  });

  it('say that the merchant has reported fraud only when it has', () => {
    const reported: FeatureFacts = {
      ...noFeatures,
      terminal: {
        ...noFeatures.terminal,
        counts: [1, 7, 30],
        sumMinor: 150_000,
        settled: [1, 7, 20],
        settledReported: [1, 7, 20],
        runCount: 20,
        runSumMinor: 100_000,
        runFirstAtMs: Date.parse('2026-02-05T12:00:00Z'),
        lastReportedPurchaseAtMs: Date.parse('2026-02-21T12:00:00Z'),
        reportedCustomers: 12,
      },
    };
    const verdict = decide(snapshotOf({ features: reported }), policy);
    expect(verdict).toMatchObject({ class: 'fraud', alternatives: [], counterfactuals: [] });
    expect(verdict.reasons[0]).toBe('merchant_with_reported_fraud');
    expect(verdict.reasons).not.toContain('customer_with_reported_fraud');
    expect(verdict.reasons).not.toContain('unusual_amount');
  });

  it('are found with the amount when it is far from every earlier one', () => {
    const usual: FeatureFacts = {
      ...noFeatures,
      customer: {
        ...noFeatures.customer,
        counts: [1, 7, 20],
        sumsMinor: [5_000, 35_000, 100_000],
        count: 40,
        sumMinor: 200_000,
        sumSquaresMinor: 1_050_000_000,
        medianMinor: 5_000,
        largestGoodMinor: 7_000,
        firstAtMs: Date.parse('2026-01-02T12:00:00Z'),
        lastAtMs: Date.parse('2026-02-28T20:00:00Z'),
        countHere: 3,
      },
    };
    expect(decide(snapshotOf({ features: usual }), policy).outcome).toBe('approved');
    const verdict = decide(snapshotOf({ request: purchaseOf(60_000), features: usual }), policy);
    expect(verdict).toMatchObject({ class: 'fraud' });
    expect(verdict.reasons[0]).toBe('unusual_amount');
  });

  it('tell at least one sign even when nothing moved the probability up', () => {
    const fraud = { ...policy.fraud, trees: nightIsWorse() };
    const { fraud: atNoon } = new Assessment(caseOf(snapshotOf()), { ...policy, fraud });
    expect(Math.max(...fraud.trees.attributions(atNoon.features))).toBe(0);
    expect(fraudReasons(atNoon, fraud)).toHaveLength(1);
  });
});

describe('the table of signs', () => {
  it('has every feature of the model in exactly one sign', () => {
    const listed = fraudSigns.flatMap(({ features }) => features);
    expect([...listed].sort()).toEqual([...featureNames].sort());
  });

  it('knows each sign by a feature that exists, and by a reason of fraud that is listed once', () => {
    for (const { trueOnlyWhenKnown } of fraudSigns) {
      if (trueOnlyWhenKnown !== null) expect(featureNames).toContain(trueOnlyWhenKnown);
    }
    const reasons = fraudSigns.map(({ reason }) => reason);
    expect(reasons.every((reason) => isReasonCode(reason) && reasonOf(reason).class === 'fraud')).toBe(true);
    expect(new Set(reasons).size).toBe(reasons.length);
  });
});

/** A model of one question, which speaks for every purchase by day. */
function nightIsWorse(): FraudTrees {
  const tree: Tree = {
    left_children: [1, -1, -1],
    right_children: [2, -1, -1],
    split_indices: [featureNames.indexOf('night'), 0, 0],
    split_conditions: [0.5, -1, 1],
    default_left: [1, 0, 0],
    sum_hessian: [2, 1, 1],
  };
  const learner = {
    feature_names: featureNames,
    learner_model_param: { base_score: '0.5' },
    objective: { name: 'binary:logistic' },
    gradient_booster: { model: { trees: [tree], tree_info: [0] } },
  };
  return new FraudTrees({ learner }, featureNames);
}

/** By feature, in log odds: each split's feature moves the mean of the leaves below, weighted by their training rows. */
function movedByHand(features: Float32Array): number[] {
  const moved = featureNames.map(() => 0);
  for (const tree of trees) {
    for (let node = 0; (tree.left_children[node] ?? -1) >= 0;) {
      const feature = tree.split_indices[node] ?? 0;
      const next = followed(tree, node, features[feature] ?? NaN);
      moved[feature] = (moved[feature] ?? 0) + meanBelow(tree, next) - meanBelow(tree, node);
      node = next;
    }
  }
  return moved;
}

function followed(tree: Tree, node: number, value: number): number {
  const goesLeft = Number.isNaN(value)
    ? tree.default_left[node] === 1
    : value < Math.fround(tree.split_conditions[node] ?? 0);
  return (goesLeft ? tree.left_children : tree.right_children)[node] ?? 0;
}

function meanBelow(tree: Tree, node: number): number {
  const [left, right] = [tree.left_children[node] ?? -1, tree.right_children[node] ?? -1];
  if (left < 0) return tree.split_conditions[node] ?? 0;
  const [ofLeft, ofRight] = [tree.sum_hessian[left] ?? 0, tree.sum_hessian[right] ?? 0];
  return (ofLeft * meanBelow(tree, left) + ofRight * meanBelow(tree, right)) / (ofLeft + ofRight);
}

/** As policy-1 believes reports: of three customers, and one in twenty of the purchases of a month. */
function areBelieved({ reportedCustomers, counts }: FeatureFacts['terminal']): boolean {
  return reportedCustomers >= 3 && reportedCustomers / Math.max(1, counts[2]) >= 0.05;
}

function reasonsByHand(moved: readonly number[], { customer, terminal }: FeatureFacts): string[] {
  const cannotBeTrue = new Set([
    ...(areBelieved(terminal) ? [] : ['merchant_with_reported_fraud']),
    ...(customer.reported === 0 ? ['customer_with_reported_fraud'] : []),
    ...(customer.count === 0 ? ['unusual_amount', 'unusual_pattern'] : []),
  ]);
  const sums = new Map<string, number>();
  featureNames.forEach((feature, at) => {
    const reason = fraudSigns.find(({ features }) => features.includes(feature))?.reason ?? 'none';
    if (!cannotBeTrue.has(reason)) sums.set(reason, (sums.get(reason) ?? 0) + (moved[at] ?? 0));
  });
  const ranked = [...sums].sort(([, one], [, other]) => other - one);
  const up = ranked.filter(([, sum]) => sum > 0);
  return (up.length > 0 ? up.slice(0, 4) : ranked.slice(0, 1)).map(([reason]) => reason);
}
