import { Inject, Injectable } from '@nestjs/common';
import type { Policy } from '@mayfly/assessment';
import type { AuthorizationDecided, AuthorizationRequested } from '@mayfly/contracts';
import type { EventPublisher, ReceivedEvent } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { ModelWatch } from '../operation/model-watch';
import { WorkerMetrics } from '../operation/worker-metrics';
import { ProfileArrivals } from '../profiles/profile-arrivals';
import { IDS, POLICY, POOL, PUBLISHER, type Ids } from '../providers';
import { oncePerAuthorization } from '../purchases/once-per-authorization';
import { SHADOW, type Follower } from '../shadow/shadow';
import { awaitProfiles } from './await-profiles';
import { isNewEnough, makeDecisions, type Assessable } from './make-decisions';
import { readAssessables } from './read-assessables';
import { storeDecisions } from './store-decisions';

/** Assesses batches of purchases: read, decide, store, publish. The offset moves only after all of it. */
@Injectable()
export class AssessRequests {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(POLICY) private readonly policy: Policy,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(PUBLISHER) private readonly publisher: Pick<EventPublisher, 'publish'>,
    private readonly arrivals: ProfileArrivals,
    private readonly metrics: WorkerMetrics,
    @Inject(SHADOW) private readonly shadow: Follower,
    private readonly modelWatch: ModelWatch,
  ) {}

  /**
   * Decides each request once. A crash between storing and publishing does no harm: the request comes again and the stored
   * decision is published, the same event with the same id. Throws what PostgreSQL or Kafka threw; running it again is right.
   */
  async execute(events: readonly ReceivedEvent<AuthorizationRequested>[]): Promise<void> {
    const startedMs = performance.now();
    const traces = new Map(events.map(({ data, traceparent }) => [data.authorizationId, traceparent]));
    const requests = oncePerAuthorization(events.map(({ data }) => data));
    const { ready, waiting } = splitByProfile(await readAssessables(this.pool, requests));
    await this.#settle(ready, traces);
    if (waiting.length > 0) {
      const waited = await awaitProfiles(this.pool, this.arrivals, waiting);
      this.metrics.profilesAwaited(
        waited.filter((one) => isNewEnough(one.request, one.inputs)).length,
        waited.length,
      );
      await this.#settle(waited, traces);
    }
    this.metrics.batchAssessed(requests.length, (performance.now() - startedMs) / 1000);
  }

  async #settle(
    assessables: readonly Assessable[],
    traces: ReadonlyMap<string, string | undefined>,
  ): Promise<void> {
    const stored = assessables.flatMap(({ inputs }) => inputs.storedDecision ?? []);
    const undecided = assessables.filter(({ inputs }) => inputs.storedDecision === null);
    const inTime = undecided.filter((one) => !isOverdue(one));
    const records = makeDecisions(inTime, this.policy, this.ids);
    const decided = records.length === 0 ? [] : await storeDecisions(this.pool, records);
    await this.#publish([...stored, ...decided], traces);
    this.shadow.follow([...stored, ...decided]);
    this.metrics.redelivered(stored.length);
    this.metrics.overdue(undecided.length - inTime.length);
    for (const decision of decided) this.metrics.decided(decision);
    this.modelWatch.observe(records);
  }

  async #publish(
    decisions: readonly AuthorizationDecided[],
    traces: ReadonlyMap<string, string | undefined>,
  ): Promise<void> {
    if (decisions.length === 0) return;
    await this.publisher.publish(
      decisions.map((decision) => ({
        id: decision.decisionId,
        type: 'authorization.decided.v1',
        customerId: decision.customerId,
        time: new Date(decision.decidedAt),
        data: decision,
        traceparent: traces.get(decision.authorizationId),
      })),
    );
  }
}

/** A request whose profile is not here waits, and with it all later ones of its customer: they are assessed in order. */
function splitByProfile(read: readonly Assessable[]): { ready: Assessable[]; waiting: Assessable[] } {
  const ready: Assessable[] = [];
  const waiting: Assessable[] = [];
  const waitingCustomers = new Set<string>();
  for (const one of read) {
    const { request, inputs } = one;
    const decidable = inputs.storedDecision !== null || isOverdue(one) || isNewEnough(request, inputs);
    if (decidable && !waitingCustomers.has(request.customerId)) ready.push(one);
    else {
      waiting.push(one);
      waitingCustomers.add(request.customerId);
    }
  }
  return { ready, waiting };
}

/** The card service has answered an overdue request by itself: a decision could only come too late. */
function isOverdue({ request, inputs }: Assessable): boolean {
  return Date.parse(request.deadlineAt) <= inputs.readAt.getTime();
}
