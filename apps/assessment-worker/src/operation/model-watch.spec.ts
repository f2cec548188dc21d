import { recordOf, type DecisionRecord } from '@mayfly/assessment';
import { Logger } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { policy } from '../../../../test/assessment/policies';
import { goodCustomer } from '../../../../test/assessment/purchases';
import { snapshotOf } from '../../../../test/assessment/snapshots';
import { ModelWatch } from './model-watch';
import { WorkerMetrics } from './worker-metrics';

const warnings: string[] = [];
const silent = (): void => undefined;
beforeAll(() => {
  Logger.overrideLogger({ log: silent, error: silent, warn: (line: string) => void warnings.push(line) });
});
beforeEach(() => void warnings.splice(0));

const classesOf = (
  name: string,
): readonly { readonly label: string; readonly goods: number; readonly bads: number }[] =>
  policy.credit.scorecard.characteristics.find((characteristic) => characteristic.name === name)?.classes ??
  [];

const residences = { owner: 'owner', rent: 'tenant', parents: 'with_family', other: 'other' } as const;

/** Decisions on customers whose homes are those of the training, `count` in all. */
function decisions(count: number, residence?: 'owner'): DecisionRecord[] {
  const homes = classesOf('Home').flatMap(({ label, goods, bads }) => {
    const [, known] = Object.entries(residences).find(([home]) => label.split(/[,/ ]+/).includes(home)) ?? [];
    return known === undefined ? [] : new Array<typeof known>(goods + bads).fill(known);
  });
  return Array.from({ length: count }, (_, i) => {
    const status = residence ?? homes[Math.floor((i * homes.length) / count)] ?? 'other';
    const profile = { ...goodCustomer, residence: { ...goodCustomer.residence, status } };
    const identity = { decisionId: uuidv7(), decidedAt: '2026-03-01T12:00:00.000Z' };
    return recordOf(snapshotOf({ profile }), policy, identity);
  });
}

async function gauge(metrics: WorkerMetrics, name: string, input: string): Promise<number | undefined> {
  const { values = [] } = (await metrics.registry.getSingleMetric(name)?.get()) ?? {};
  return values.find(({ labels }) => labels['model'] === 'credit-1' && labels['input'] === input)?.value;
}

test('customers like those of the training leave an input stable; others move it, and the log says so once', async () => {
  const metrics = new WorkerMetrics();
  const watch = new ModelWatch(policy, metrics);
  watch.observe(decisions(1000));
  expect(await gauge(metrics, 'mayfly_model_drift_level', 'Home')).toBe(0);
  expect(warnings.filter((line) => line.startsWith('credit-1 Home'))).toEqual([]);

  for (let i = 0; i < 30; i++) watch.observe(decisions(100, 'owner'));
  expect(await gauge(metrics, 'mayfly_model_drift_level', 'Home')).toBe(2);
  expect(await gauge(metrics, 'mayfly_model_stability_index', 'Home')).toBeGreaterThan(0.25);
  const told = warnings.filter((line) => line.startsWith('credit-1 Home'));
  expect(told.map((line) => line.split(':')[0])).toEqual([
    'credit-1 Home has moved',
    'credit-1 Home has shifted',
  ]);
});

test('nothing is said of a few decisions, nor of those that no model scored', async () => {
  const metrics = new WorkerMetrics();
  const watch = new ModelWatch(policy, metrics);
  const minor = { ...goodCustomer, identity: { ...goodCustomer.identity, birthDate: '2015-01-01' } };
  const gated = recordOf(snapshotOf({ profile: minor }), policy, {
    decisionId: uuidv7(),
    decidedAt: '2026-03-01T12:00:00.000Z',
  });
  watch.observe(new Array<DecisionRecord>(500).fill(gated));
  watch.observe(decisions(150, 'owner'));
  expect(await gauge(metrics, 'mayfly_model_drift_level', 'Home')).toBeUndefined();
  expect(warnings).toEqual([]);
});

test('every reason of a decision is counted, the strongest also with the decision', async () => {
  const metrics = new WorkerMetrics();
  const poor = { ...goodCustomer, income: { monthlyNetMinor: 1_000, verified: false } };
  const { event } = recordOf(snapshotOf({ profile: poor }), policy, {
    decisionId: uuidv7(),
    decidedAt: '2026-03-01T12:00:00.000Z',
  });
  metrics.decided(event);
  metrics.decided(event);
  const { values = [] } =
    (await metrics.registry.getSingleMetric('mayfly_decision_reasons_total')?.get()) ?? {};
  expect(event.reasons.length).toBeGreaterThan(1);
  expect(Object.fromEntries(values.map(({ labels, value }) => [labels['reason'], value]))).toEqual(
    Object.fromEntries(event.reasons.map((reason) => [reason, 2])),
  );
});
