import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { WorkerMetrics } from '../operation/worker-metrics';

/** Where the shadow can fail. */
export type ShadowStep = 'read' | 'decide' | 'store' | 'publish';

/** What the shadow counts; nothing of it is there when no candidate is shadowed. */
@Injectable()
export class ShadowMetrics {
  readonly #verdicts;
  readonly #failures;
  readonly #dropped;
  readonly #backlog;
  readonly #seconds;

  constructor({ registry }: WorkerMetrics) {
    const registers = [registry];
    this.#verdicts = new Counter({
      name: 'mayfly_shadow_verdicts_total',
      help: "Verdicts of the candidate that were stored and published, by the outcome in force and the candidate's.",
      labelNames: ['in_force', 'candidate'] as const,
      registers,
    });
    this.#failures = new Counter({
      name: 'mayfly_shadow_failures_total',
      help: 'Purchases that the candidate gave no published verdict on, by the step that failed. No answer was touched.',
      labelNames: ['step'] as const,
      registers,
    });
    this.#dropped = new Counter({
      name: 'mayfly_shadow_dropped_total',
      help: 'Purchases that the candidate never saw: it was too far behind, or the process was stopping.',
      registers,
    });
    this.#backlog = new Gauge({
      name: 'mayfly_shadow_backlog',
      help: 'Purchases that wait for the candidate.',
      registers,
    });
    this.#seconds = new Histogram({
      name: 'mayfly_shadow_decision_seconds',
      help: 'Time of the process that one verdict of the candidate took.',
      buckets: [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.1, 1],
      registers,
    });
  }

  judged(inForce: string, candidate: string): void {
    this.#verdicts.inc({ in_force: inForce, candidate });
  }

  failed(step: ShadowStep, purchases: number): void {
    this.#failures.inc({ step }, purchases);
  }

  dropped(purchases: number): void {
    this.#dropped.inc(purchases);
  }

  waiting(purchases: number): void {
    this.#backlog.set(purchases);
  }

  decisionTook(seconds: number): void {
    this.#seconds.observe(seconds);
  }
}
