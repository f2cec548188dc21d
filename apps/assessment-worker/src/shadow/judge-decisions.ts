import { Inject, Injectable } from '@nestjs/common';
import type { Snapshot } from '@mayfly/assessment';
import type { AssessmentShadowed, AuthorizationDecided } from '@mayfly/contracts';
import { loadStatement } from '@mayfly/postgres';
import { IDS, type Ids } from '../providers';
import { CANDIDATE, type Candidate } from './candidate';
import { Pace } from './pace';
import { ShadowMetrics, type ShadowStep } from './shadow-metrics';
import { verdictOf } from './verdict-of';

const readDecided = loadStatement(__dirname, 'read-decided.sql');
const storeVerdicts = loadStatement(__dirname, 'store-verdicts.sql');

/** What the policy in force decided, as it is stored. */
interface Decided {
  readonly event: AuthorizationDecided;
  readonly snapshot: string;
  readonly read_at: Date;
}

interface StoredVerdict {
  readonly verdict_id: string;
  readonly event: AssessmentShadowed;
}

/** A step of the shadow went wrong; the cause says why. */
export class ShadowFailed extends Error {
  override readonly name = 'ShadowFailed';

  constructor(
    readonly step: ShadowStep,
    readonly purchases: number,
    cause: unknown,
  ) {
    super(`shadow could not ${step}`, { cause });
  }
}

/** Lets the candidate judge stored decisions: read, decide, store, publish. */
@Injectable()
export class JudgeDecisions {
  readonly #pace = new Pace();

  constructor(
    @Inject(CANDIDATE) private readonly candidate: Candidate,
    @Inject(IDS) private readonly ids: Ids,
    private readonly metrics: ShadowMetrics,
  ) {}

  /**
   * Each authorization gets one verdict of the candidate, stored first and then published; asked again, the stored verdict
   * is published again under its id. Authorizations without a decision are left out.
   *
   * @param onFailure hears of each single purchase that the candidate cannot decide; the others go on
   * @throws ShadowFailed
   */
  async execute(
    authorizationIds: readonly string[],
    onFailure: (failure: ShadowFailed) => void,
  ): Promise<void> {
    const { pool, publisher } = this.candidate;
    const asked = authorizationIds.length;
    const decided = await step('read', asked, readDecided.rows<Decided>(pool, [authorizationIds]));
    const verdicts = await this.#decide(decided, onFailure);
    if (verdicts.length === 0) return;
    const stored = await step(
      'store',
      verdicts.length,
      storeVerdicts.rows<StoredVerdict>(pool, columnsOf(verdicts, this.ids)),
    );
    await step('publish', stored.length, publisher.publish(stored.map(outgoing)));
    for (const { event } of stored) this.metrics.judged(event.inForce.outcome, event.outcome);
  }

  async #decide(
    decided: readonly Decided[],
    onFailure: (failure: ShadowFailed) => void,
  ): Promise<AssessmentShadowed[]> {
    const verdicts: AssessmentShadowed[] = [];
    for (const { event, snapshot, read_at: readAt } of decided) {
      const startedMs = performance.now();
      try {
        const known = JSON.parse(snapshot) as Snapshot;
        verdicts.push(verdictOf(event, known, this.candidate.policy, readAt.toISOString()));
      } catch (error) {
        onFailure(new ShadowFailed('decide', 1, error));
      }
      const tookMs = performance.now() - startedMs;
      this.metrics.decisionTook(tookMs / 1000);
      await this.#pace.worked(tookMs);
    }
    return verdicts;
  }
}

function columnsOf(verdicts: readonly AssessmentShadowed[], ids: Ids): unknown[][] {
  return [
    verdicts.map(({ authorizationId }) => authorizationId),
    verdicts.map(({ candidateVersion }) => candidateVersion),
    verdicts.map(() => ids.uuid()),
    verdicts.map((verdict) => JSON.stringify(verdict)),
    verdicts.map(({ shadowedAt }) => shadowedAt),
  ];
}

function outgoing({ verdict_id: id, event }: StoredVerdict) {
  return {
    id,
    type: 'assessment.shadowed.v1',
    customerId: event.customerId,
    time: new Date(event.shadowedAt),
    data: event,
  };
}

async function step<T>(name: ShadowStep, purchases: number, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new ShadowFailed(name, purchases, error);
  }
}
