import { randomUUID } from 'node:crypto';
import type { AuthorizationDecided } from '@mayfly/contracts';
import { createKafka, EventPublisher, type Kafka } from '@mayfly/messaging';
import type { CardServiceApp } from './card-service-app';
import { eventually } from '../../../test/support/eventually';

interface PendingRow {
  readonly id: string;
  readonly customer_id: string;
  readonly account_id: string;
  readonly card_id: string;
}

/** Decides in the worker's place: publishes what a test wants decided. */
export class Assessor {
  private readonly kafka: Kafka;
  private readonly publisher: EventPublisher;

  constructor(private readonly app: CardServiceApp) {
    const { kafkaBrokers: brokers, topicPrefix } = app.settings;
    this.kafka = createKafka({ brokers, clientId: 'assessor-of-a-test', topicPrefix });
    this.publisher = new EventPublisher({ kafka: this.kafka, source: 'assessment-worker' });
  }

  /** Waits for the customer's pending authorization and publishes a decision on it; approved unless told otherwise. */
  async decide(customerId: string, decision: Partial<AuthorizationDecided> = {}): Promise<void> {
    const row = await eventually(async () => {
      const { rows } = await this.app.pool.query<PendingRow>(
        "select id, customer_id, account_id, card_id from authorizations where customer_id = $1 and state = 'pending'",
        [customerId],
      );
      if (rows[0] === undefined) throw new Error('nothing is pending for the customer');
      return rows[0];
    });
    const data: AuthorizationDecided = {
      authorizationId: row.id,
      decisionId: randomUUID(),
      customerId: row.customer_id,
      accountId: row.account_id,
      cardId: row.card_id,
      outcome: 'approved',
      class: null,
      reasons: [],
      scores: { credit: null, fraud: null },
      creditPoints: [],
      policyVersion: 'test-1',
      modelVersions: [],
      snapshotHash: `sha256:${'0'.repeat(64)}`,
      sources: [{ name: 'credit bureau', inquiry: 'soft' }],
      alternatives: [],
      counterfactuals: [],
      decidedAt: new Date().toISOString(),
      ...decision,
    };
    await this.publisher.publish([
      { id: randomUUID(), type: 'authorization.decided.v1', customerId, time: new Date(), data },
    ]);
  }

  async stop(): Promise<void> {
    await this.kafka.close();
  }
}
