import { randomUUID } from 'node:crypto';
import type { PurchasePowerAssessed, PurchasePowerRequested } from '@mayfly/contracts';
import { createKafka, EventPublisher, type Kafka } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { eventually } from '../../../test/support/eventually';
import type { CardServiceApp } from './card-service-app';
import { outboxEvents } from './outbox-events';

/** The customer's questions in the outbox, oldest first. */
export async function questionsOf(pool: Pool, customerId: string): Promise<PurchasePowerRequested[]> {
  const events = await outboxEvents(pool, customerId);
  return events
    .filter(({ type }) => type === 'purchase-power.requested.v1')
    .map(({ payload }) => payload as unknown as PurchasePowerRequested);
}

/** An answer as the worker gives it: 400.00 EUR, limited by affordability, unless told otherwise. */
export function answerTo(
  { questionId, customerId }: Pick<PurchasePowerRequested, 'questionId' | 'customerId'>,
  more: Partial<PurchasePowerAssessed> = {},
): PurchasePowerAssessed {
  return {
    questionId,
    customerId,
    currency: 'EUR',
    amountMinor: 40_000,
    instalments: [{ count: 3, amountMinor: 90_000, eachMinor: 30_000 }],
    class: 'credit',
    reasons: ['not_affordable'],
    sources: [{ name: 'credit bureau', inquiry: 'soft' }],
    policyVersion: 'test-1',
    modelVersions: [],
    assessedAt: '2026-03-03T10:14:00.009Z',
    ...more,
  };
}

/** Answers questions on purchase power in the worker's place. */
export class PurchasePowerAnswers {
  private readonly kafka: Kafka;
  private readonly publisher: EventPublisher;

  constructor(private readonly app: CardServiceApp) {
    const { kafkaBrokers: brokers, topicPrefix } = app.settings;
    this.kafka = createKafka({ brokers, clientId: 'purchase-power-of-a-test', topicPrefix });
    this.publisher = new EventPublisher({ kafka: this.kafka, source: 'assessment-worker' });
  }

  /** Waits for the customer's `nth` question and publishes an answer to it. */
  async answer(
    customerId: string,
    more: Partial<PurchasePowerAssessed> = {},
    nth = 1,
  ): Promise<PurchasePowerRequested> {
    const question = await eventually(async () => {
      const asked = (await questionsOf(this.app.pool, customerId))[nth - 1];
      if (asked === undefined) throw new Error('the customer has not asked yet');
      return asked;
    });
    await this.publish([answerTo(question, more)]);
    return question;
  }

  async publish(answers: readonly PurchasePowerAssessed[]): Promise<void> {
    await this.publisher.publish(
      answers.map((data) => ({
        id: randomUUID(),
        type: 'purchase-power.assessed.v1' as const,
        customerId: data.customerId,
        time: new Date(),
        data,
      })),
    );
  }

  async stop(): Promise<void> {
    await this.kafka.close();
  }
}
