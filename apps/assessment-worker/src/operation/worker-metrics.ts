import { Injectable } from '@nestjs/common';
import type { AuthorizationDecided } from '@mayfly/contracts';
import { Counter, Histogram, Registry } from 'prom-client';

/** What this process counts, as Prometheus reads it. Labels are outcomes and reasons, never ids. */
@Injectable()
export class WorkerMetrics {
  readonly registry = new Registry();

  readonly #decisions = new Counter({
    name: 'mayfly_decisions_total',
    help: 'Decisions made, by outcome, class and strongest reason.',
    labelNames: ['outcome', 'class', 'reason'] as const,
    registers: [this.registry],
  });
  readonly #reasons = new Counter({
    name: 'mayfly_decision_reasons_total',
    help: 'Reasons given in decisions, by reason: a decline has up to four.',
    labelNames: ['reason'] as const,
    registers: [this.registry],
  });
  readonly #redelivered = new Counter({
    name: 'mayfly_requests_redelivered_total',
    help: 'Requests that were decided before: their stored decision was published again.',
    registers: [this.registry],
  });
  readonly #republished = new Counter({
    name: 'mayfly_profiles_republished_total',
    help: 'Profiles published again because an older version was appended behind them.',
    registers: [this.registry],
  });
  readonly #overdue = new Counter({
    name: 'mayfly_requests_overdue_total',
    help: 'Requests that were past their deadline and not assessed.',
    registers: [this.registry],
  });
  readonly #awaited = new Counter({
    name: 'mayfly_profile_waits_total',
    help: 'Requests that waited for a profile, by whether it came.',
    labelNames: ['came'] as const,
    registers: [this.registry],
  });
  readonly #questions = new Counter({
    name: 'mayfly_purchase_power_questions_total',
    help: 'Questions for purchase power, by whether they were answered or came past their deadline.',
    labelNames: ['answered'] as const,
    registers: [this.registry],
  });
  readonly #members = new Histogram({
    name: 'mayfly_assessment_batch_members',
    help: 'Requests assessed together.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers: [this.registry],
  });
  readonly #seconds = new Histogram({
    name: 'mayfly_assessment_batch_seconds',
    help: 'From a batch of requests to its decisions being published.',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [this.registry],
  });

  /** A decision was stored for the first time. */
  decided({ outcome, class: part, reasons }: AuthorizationDecided): void {
    this.#decisions.inc({ outcome, class: part ?? 'none', reason: reasons[0] ?? 'none' });
    for (const reason of reasons) this.#reasons.inc({ reason });
  }

  /** So many requests had a stored decision already. */
  redelivered(requests: number): void {
    this.#redelivered.inc(requests);
  }

  /** So many profiles were published again, behind an older version. */
  profilesRepublished(profiles: number): void {
    this.#republished.inc(profiles);
  }

  /** So many requests came too late to be assessed. */
  overdue(requests: number): void {
    this.#overdue.inc(requests);
  }

  /** Of `waited` requests without a profile, `came` got theirs in time. */
  profilesAwaited(came: number, waited: number): void {
    this.#awaited.inc({ came: 'true' }, came);
    this.#awaited.inc({ came: 'false' }, waited - came);
  }

  /** So many questions for purchase power were answered, so many came too late. */
  questionsCame(answered: number, overdue: number): void {
    this.#questions.inc({ answered: 'true' }, answered);
    this.#questions.inc({ answered: 'false' }, overdue);
  }

  /** A batch was read, decided, stored and published. */
  batchAssessed(members: number, seconds: number): void {
    this.#members.observe(members);
    this.#seconds.observe(seconds);
  }
}
