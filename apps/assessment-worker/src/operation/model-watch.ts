import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  RecentDecisions,
  watchedInputs,
  type DecisionRecord,
  type Drift,
  type DriftLevel,
  type Policy,
} from '@mayfly/assessment';
import { Gauge } from 'prom-client';
import { POLICY } from '../providers';
import { WorkerMetrics } from './worker-metrics';

const mostDecisions = 10_000;
/** Looking costs as much as a few decisions. */
const lookEvery = 100;

const levels: Readonly<Record<DriftLevel, number | undefined>> = {
  too_few: undefined,
  stable: 0,
  moved: 1,
  shifted: 2,
};

/** Watches how far the scores and inputs of this worker's last decisions have moved from those of the training. */
@Injectable()
export class ModelWatch {
  readonly #recent: RecentDecisions;
  readonly #levels = new Map<string, number>();
  readonly #log = new Logger(ModelWatch.name);
  readonly #index: Gauge<'model' | 'input'>;
  readonly #level: Gauge<'model' | 'input'>;
  #sinceLook = 0;

  constructor(@Inject(POLICY) policy: Policy, { registry }: WorkerMetrics) {
    this.#recent = new RecentDecisions(watchedInputs(policy), mostDecisions);
    const of = { labelNames: ['model', 'input'] as const, registers: [registry] };
    this.#index = new Gauge({
      name: 'mayfly_model_stability_index',
      help: `Population stability index against training, over the last ${mostDecisions} decisions of this worker.`,
      ...of,
    });
    this.#level = new Gauge({
      name: 'mayfly_model_drift_level',
      help: 'From the stability index: 0 stable, 1 moved, 2 shifted.',
      ...of,
    });
  }

  /** Counts decisions that both models scored. */
  observe(records: readonly DecisionRecord[]): void {
    for (const { scored } of records) {
      if (scored === null) continue;
      this.#recent.add(scored);
      this.#sinceLook += 1;
    }
    if (this.#sinceLook < lookEvery) return;
    this.#sinceLook = 0;
    for (const drift of this.#recent.drift()) this.#show(drift);
  }

  #show({ model, input, index, level: name, widest }: Drift): void {
    const level = levels[name];
    if (level === undefined) return;
    this.#index.set({ model, input }, index);
    this.#level.set({ model, input }, level);
    const key = `${model} ${input}`;
    const before = this.#levels.get(key) ?? 0;
    this.#levels.set(key, level);
    if (level <= before) return;
    const shares = `${percent(widest.before)} in training, ${percent(widest.now)} now`;
    this.#log.warn(`${key} has ${name}: stability index ${index.toFixed(2)}; "${widest.label}": ${shares}`);
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
