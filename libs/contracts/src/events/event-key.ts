import type { EventData, EventType } from './event-types';

/** Whose event it is, and so the key of its record: the customer's; of what belongs to no customer, the network's. */
export function eventKeyOf(data: EventData<EventType>): string {
  return 'customerId' in data ? data.customerId : data.networkId;
}
