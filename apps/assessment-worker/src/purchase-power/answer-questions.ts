import { Inject, Injectable } from '@nestjs/common';
import { purchasePowerOf, type Policy } from '@mayfly/assessment';
import type { PurchasePowerAssessed, PurchasePowerRequested } from '@mayfly/contracts';
import type { EventPublisher, ReceivedEvent } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { WorkerMetrics } from '../operation/worker-metrics';
import { readUntilProfilesCome } from '../profiles/read-until-profiles-come';
import { ProfileArrivals } from '../profiles/profile-arrivals';
import { IDS, POLICY, POOL, PUBLISHER, type Ids } from '../providers';
import { readStandings, type Standing } from './read-standings';

/** Tells how much customers could spend now. Nothing is stored: an answer is of the moment. */
@Injectable()
export class AnswerQuestions {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(POLICY) private readonly policy: Policy,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(PUBLISHER) private readonly publisher: Pick<EventPublisher, 'publish'>,
    private readonly arrivals: ProfileArrivals,
    private readonly metrics: WorkerMetrics,
  ) {}

  /**
   * Answers each question in time, those whose profile is here first. A question that is delivered again is answered again,
   * by an event of its own: who asked has taken the first one. Throws what PostgreSQL or Kafka threw; running it again is right.
   */
  async execute(events: readonly ReceivedEvent<PurchasePowerRequested>[]): Promise<void> {
    const traces = new Map(events.map(({ data, traceparent }) => [data.questionId, traceparent]));
    const questions = [...new Map(events.map(({ data }) => [data.questionId, data])).values()];
    const read = await readStandings(this.pool, questions);
    await this.#answer(read.filter(isReady), traces);
    const waiting = read.filter((standing) => !isReady(standing)).map(({ question }) => question);
    if (waiting.length === 0) return;
    const customerIds = waiting.map(({ customerId }) => customerId);
    const reread = (): Promise<Standing[]> => readStandings(this.pool, waiting);
    await this.#answer(await readUntilProfilesCome(this.arrivals, customerIds, reread, isReady), traces);
  }

  async #answer(
    standings: readonly Standing[],
    traces: ReadonlyMap<string, string | undefined>,
  ): Promise<void> {
    const inTime = standings.filter((standing) => !isOverdue(standing));
    this.metrics.questionsCame(inTime.length, standings.length - inTime.length);
    if (inTime.length === 0) return;
    await this.publisher.publish(
      inTime.map((standing) => ({
        id: this.ids.uuid(),
        type: 'purchase-power.assessed.v1',
        customerId: standing.question.customerId,
        time: standing.readAt,
        data: this.#answerTo(standing),
        traceparent: traces.get(standing.question.questionId),
      })),
    );
  }

  #answerTo(standing: Standing): PurchasePowerAssessed {
    const { question, readAt } = standing;
    return {
      questionId: question.questionId,
      customerId: question.customerId,
      ...purchasePowerOf(question, standing, this.policy),
      assessedAt: readAt.toISOString(),
    };
  }
}

/** Nothing is gained by waiting: the profile is as new as the one that was current, or nobody waits for the answer any more. */
function isReady(standing: Standing): boolean {
  const { profile, question } = standing;
  return isOverdue(standing) || (profile !== null && profile.version >= question.profileVersion);
}

function isOverdue({ question, readAt }: Standing): boolean {
  return Date.parse(question.deadlineAt) <= readAt.getTime();
}
