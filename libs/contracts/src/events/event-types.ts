import type { EventDataByType } from '../generated/events';

/** The type of an event: the name of its schema, of its CloudEvents `type` and of its topic. */
export type EventType = keyof EventDataByType;

/** The data of an event of type `T`. */
export type EventData<T extends EventType> = EventDataByType[T];
