import { Inject, Injectable } from '@nestjs/common';
import type { PurchasePower } from '@mayfly/contracts';
import { continueTrace } from '@mayfly/messaging';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { notFound } from '../problems/known-problems';
import { IDS, OUTBOX_BELL, POOL, SETTINGS, type Ids, type OutboxBell } from '../providers';
import type { Settings } from '../settings';
import { assessmentUnavailable } from './assessment-unavailable';
import { OpenQuestions } from './open-questions';

const askPurchasePower = loadStatement(__dirname, 'ask-purchase-power.sql');

interface AskedRow {
  readonly frozen: boolean;
  readonly currency: string;
  readonly at: Date;
}

/** Asks the assessment how much a customer could spend now: by Kafka, as purchases are assessed, and by the same rules. */
@Injectable()
export class AskPurchasePower {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'decisionDeadlineMs'>,
    private readonly questions: OpenQuestions,
  ) {}

  /**
   * Resolves with the answer, at the latest at the deadline of a purchase's decision. Reserves nothing, and is no inquiry of its own.
   *
   * @throws Problem 404 for an unknown customer; 503 assessment_unavailable without an answer in time, or when too many wait
   */
  async execute(customerId: string, traceparent: string | undefined): Promise<PurchasePower> {
    const { decisionDeadlineMs } = this.settings;
    const questionId = this.ids.uuid();
    const answer = this.questions.open(questionId, decisionDeadlineMs);
    try {
      const question = [customerId, questionId, decisionDeadlineMs, continueTrace(traceparent)];
      const [asked] = await askPurchasePower.rows<AskedRow>(this.pool, question);
      if (asked === undefined) throw notFound();
      if (asked.frozen) return frozenPower(customerId, asked);
      this.bell.ring([customerId]);
      const assessed = await answer;
      if (assessed === undefined) throw assessmentUnavailable('There was no answer in time.');
      if (assessed.class === 'technical')
        throw assessmentUnavailable('Something the answer needs is missing.');
      return assessed;
    } finally {
      this.questions.close(questionId);
    }
  }
}

/** What intake would say of any purchase: no assessment is asked. */
function frozenPower(customerId: string, { currency, at }: AskedRow): PurchasePower {
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
