import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What this process counts, as Prometheus reads it. Labels are reasons and names of statements, never ids or numbers. */
@Injectable()
export class ServiceMetrics {
  readonly registry = new Registry();

  private readonly answered = new Counter({
    name: 'mayfly_authorizations_total',
    help: 'Authorizations answered to a network, by final state and first reason.',
    labelNames: ['state', 'reason'] as const,
    registers: [this.registry],
  });
  private readonly latency = new Histogram({
    name: 'mayfly_authorization_answer_seconds',
    help: 'From the arrival of a network call to its answer.',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 2.5, 5],
    registers: [this.registry],
  });
  private readonly batches = new Histogram({
    name: 'mayfly_statement_batch_members',
    help: 'Members of one run of a batched statement.',
    labelNames: ['statement'] as const,
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers: [this.registry],
  });
  private readonly unapplied = new Counter({
    name: 'mayfly_unapplied_decisions_total',
    help: 'Decisions that changed nothing, by cause: late, conflict, unknown_authorization.',
    labelNames: ['cause'] as const,
    registers: [this.registry],
  });
  private readonly parked = new Counter({
    name: 'mayfly_parked_messages_total',
    help: 'Messages of networks that belong to nothing we know, by kind and reason: an operator looks at them.',
    labelNames: ['kind', 'reason'] as const,
    registers: [this.registry],
  });
  private readonly attempts = new Counter({
    name: 'mayfly_failed_attempts_total',
    help: 'Messages with an unknown number, a wrong expiry or a wrong CVV2: allowed, or refused because the sender had no attempts left. A growing count of refused means that somebody guesses.',
    labelNames: ['verdict'] as const,
    registers: [this.registry],
  });
  private readonly swept = new Counter({
    name: 'mayfly_swept_total',
    help: 'What the sweeper ended, by kind: timed_out, hold_expired, card_expired.',
    labelNames: ['kind'] as const,
    registers: [this.registry],
  });
  private readonly rangeFill = new Gauge({
    name: 'mayfly_number_range_fill',
    help: 'Share of the numbers of a range that have a card, by a sample: from 0 to 1.',
    labelNames: ['iin'] as const,
    registers: [this.registry],
  });
  private readonly backlog = new Gauge({
    name: 'mayfly_outbox_backlog_events',
    help: 'Events written and not yet published.',
    registers: [this.registry],
  });
  private readonly aside = new Gauge({
    name: 'mayfly_set_aside',
    help: 'What sweeps could not end and have set aside. Anything but 0 is an alarm.',
    registers: [this.registry],
  });
  private readonly orphans = new Gauge({
    name: 'mayfly_holds_without_owner',
    help: 'Placed holds whose authorization is neither pending nor approved. Anything but 0 is an alarm.',
    registers: [this.registry],
  });

  /** One network call was answered. */
  authorizationAnswered(state: string, reason: string, seconds: number): void {
    this.answered.inc({ state, reason });
    this.latency.observe(seconds);
  }

  /** A batched statement ran once for `members` calls. */
  batchRan(statement: string, members: number): void {
    this.batches.observe({ statement }, members);
  }

  /** A decision arrived that was not applied. */
  decisionUnapplied(cause: 'late' | 'conflict' | 'unknown_authorization'): void {
    this.unapplied.inc({ cause });
  }

  /** A message was taken that belongs to nothing. */
  messageParked(kind: string, reason: string): void {
    this.parked.inc({ kind, reason });
  }

  /** A message failed to prove that its sender has the card. */
  attemptFailed(allowed: boolean): void {
    this.attempts.inc({ verdict: allowed ? 'allowed' : 'refused' });
  }

  /** The share of a range's numbers that have a card. */
  rangeMeasured(iin: string, fill: number): void {
    this.rangeFill.set({ iin }, fill);
  }

  /** A sweep ended `count` of a kind. */
  sweptAway(kind: 'timed_out' | 'hold_expired' | 'card_expired', count: number): void {
    if (count > 0) this.swept.inc({ kind }, count);
  }

  /** What the database said when it was last asked. */
  observeDatabase(backlogEvents: number, holdsWithoutOwner: number, setAside: number): void {
    this.backlog.set(backlogEvents);
    this.orphans.set(holdsWithoutOwner);
    this.aside.set(setAside);
  }
}
