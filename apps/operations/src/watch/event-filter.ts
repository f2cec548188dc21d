import type { WatchedEvent } from './watched-event';

/** What an operator asked to see; an absent member lets everything pass. */
export interface EventFilter {
  /** A card id, or the last four digits. */
  readonly card?: string | undefined;
  readonly customer?: string | undefined;
  /** A state or outcome, or one of the reasons. */
  readonly outcome?: string | undefined;
}

/** True when the event is one that the operator asked to see. */
export function passes(filter: EventFilter, event: WatchedEvent): boolean {
  return (
    (filter.card === undefined || [event.cardId, event.lastFour].includes(filter.card)) &&
    (filter.customer === undefined || event.customerId === filter.customer) &&
    (filter.outcome === undefined || [event.outcome, ...event.remark.split(', ')].includes(filter.outcome))
  );
}
