export * from './generated/events';
export { eventTypes } from './generated/schemas';
export type { EventData, EventType } from './events/event-types';
export { isEventType, validateEvent, type Validation } from './events/validate-event';
export { deadLetterTopicOf, topics, type ConsumerApp, type Topic } from './topics';
