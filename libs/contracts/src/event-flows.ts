import type { EventType } from './events/event-types';
import type { ConsumerApp } from './topics';

/** Who writes an event and who reads it; operators' commands read all of them. */
export interface EventFlow {
  readonly sender: ConsumerApp;
  readonly receivers: readonly ConsumerApp[];
}

/** The way of every event between the applications. */
export const eventFlows: Readonly<Record<EventType, EventFlow>> = {
  'customer.profile.v1': { sender: 'card-service', receivers: ['assessment-worker'] },
  'card.changed.v1': { sender: 'card-service', receivers: [] },
  'authorization.requested.v1': { sender: 'card-service', receivers: ['assessment-worker'] },
  'authorization.decided.v1': { sender: 'assessment-worker', receivers: ['card-service'] },
  'authorization.resolved.v1': { sender: 'card-service', receivers: ['assessment-worker'] },
  'authorization.closed.v1': { sender: 'card-service', receivers: ['assessment-worker'] },
  'movement.booked.v1': { sender: 'card-service', receivers: ['assessment-worker'] },
  'message.parked.v1': { sender: 'card-service', receivers: [] },
  'hold.released.v1': { sender: 'card-service', receivers: [] },
  'account.repaid.v1': { sender: 'card-service', receivers: ['assessment-worker'] },
  'fraud.reported.v1': { sender: 'card-service', receivers: ['assessment-worker'] },
  'purchase-power.requested.v1': { sender: 'card-service', receivers: ['assessment-worker'] },
  'purchase-power.assessed.v1': { sender: 'assessment-worker', receivers: ['card-service'] },
  'assessment.shadowed.v1': { sender: 'assessment-worker', receivers: [] },
};
