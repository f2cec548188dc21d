import { Inject, Injectable } from '@nestjs/common';
import type { PurchasePower } from '@mayfly/contracts';
import { continueTrace } from '@mayfly/messaging';
import { Coalescer, type Pool } from '@mayfly/postgres';
import { notFound } from '../http/known-problems';
import { IDS, SETTINGS, SIDE_POOL, type Ids } from '../providers';
import { OUTBOX, type Outbox } from '../outbox/outbox';
import { loadPublishingStatement } from '../outbox/publishing-statement';
import type { Settings } from '../settings';
import { assessmentUnavailable } from './assessment-unavailable';
import { mostOpenQuestions, OpenQuestions } from './open-questions';
import { QuestionLimits } from './question-limits';

const askPurchasePower = loadPublishingStatement(__dirname, 'ask-purchase-power.sql');

interface Question {
  readonly customerId: string;
  readonly questionId: string;
  readonly traceparent: string;
}

interface Asked {
  readonly frozen: boolean;
  readonly currency: string;
  readonly at: Date;
}

type AskedRow = Asked | { readonly frozen: null };

/** Asks the assessment how much a customer could spend now: by Kafka, as purchases are assessed, and by the same rules. */
@Injectable()
export class AskPurchasePower {
  /** One connection at most, however many ask. */
  readonly #asks = new Coalescer<Question, AskedRow>({
    run: (questions) => this.askAll(questions),
    keyOf: ({ customerId }) => customerId,
    maxBatch: 128,
    maxQueued: mostOpenQuestions,
    maxConcurrent: 1,
  });

  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'decisionDeadlineMs'>,
    private readonly questions: OpenQuestions,
    private readonly limits: QuestionLimits,
  ) {}

  /**
   * Resolves with the answer, at the latest at the deadline of a purchase's decision. Reserves nothing, and is no inquiry of its own.
   *
   * @throws Problem 404 for an unknown customer; 429 purchase_power_asked_too_often; 503 assessment_unavailable without an
   * answer in time, or when too many wait
   */
  async execute(customerId: string, traceparent: string | undefined): Promise<PurchasePower> {
    const leave = this.limits.enter(customerId);
    try {
      return await this.ask(customerId, traceparent);
    } finally {
      leave();
    }
  }

  private async ask(customerId: string, traceparent: string | undefined): Promise<PurchasePower> {
    const { decisionDeadlineMs } = this.settings;
    const questionId = this.ids.uuid();
    const answer = this.questions.open(questionId, decisionDeadlineMs);
    try {
      const question = { customerId, questionId, traceparent: continueTrace(traceparent) };
      const asked = await this.#asks.submit(question);
      if (asked.frozen === null) throw notFound();
      if (asked.frozen) return frozenPower(customerId, asked);
      const assessed = await answer;
      if (assessed === undefined) throw assessmentUnavailable('There was no answer in time.');
      if (assessed.class === 'technical')
        throw assessmentUnavailable('Something the answer needs is missing.');
      return assessed;
    } finally {
      this.questions.close(questionId);
    }
  }

  private askAll(questions: readonly Question[]): Promise<AskedRow[]> {
    return askPurchasePower.rows<AskedRow>(this.outbox, this.pool, [
      questions.map((question) => question.customerId),
      questions.map((question) => question.questionId),
      questions.map((question) => question.traceparent),
      this.settings.decisionDeadlineMs,
    ]);
  }
}

/** What intake would say of any purchase: no assessment is asked. */
function frozenPower(customerId: string, { currency, at }: Asked): PurchasePower {
  return {
    customerId,
    currency,
    amountMinor: 0,
    instalments: [],
    reasons: ['account_frozen'],
    sources: [],
    assessedAt: at.toISOString(),
  };
}
