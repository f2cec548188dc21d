import type { CustomerProfile } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { v7 as uuidv7 } from 'uuid';

/** A profile as it is received. */
export function profileEvent(profile: CustomerProfile): ReceivedEvent<CustomerProfile> {
  return { ...envelope(profile.customerId), data: profile };
}

/** What is received when a customer is to be forgotten. */
export function profileTombstone(customerId: string): ReceivedEvent<null> {
  return { ...envelope(customerId), data: null };
}

function envelope(customerId: string): Omit<ReceivedEvent, 'data'> {
  const topic = 'customer.profile.v1';
  return {
    id: uuidv7(),
    type: topic,
    subject: customerId,
    time: new Date().toISOString(),
    topic,
    partition: 0,
    offset: '0',
  };
}
