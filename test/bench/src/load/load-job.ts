import type { CardKeySettings } from '../fill/fill-keys';
import type { NetworkAccess } from './network-caller';

/** What the generator is to send; as it goes from one process to the other. */
export interface LoadJob {
  readonly urls: readonly string[];
  readonly network: NetworkAccess;
  readonly keys: CardKeySettings;
  readonly ratePerSecond: number;
  readonly seconds: number;
  /** Of these, so many at first are sent but not measured. */
  readonly warmUpSeconds: number;
  /** The first purchase; each has a card of its own. */
  readonly firstPlace: number;
  /** All purchases are made on cards of this one customer, who has enough. */
  readonly cardPlaces: CardPlaces;
}

/** Which card a purchase is made on: of each of so many customers the first card, then of each the second … */
export interface CardPlaces {
  readonly firstCustomer: number;
  readonly customers: number;
}

/** What came of it. Latencies count from the moment at which a message was meant to be sent. */
export interface LoadOutcome {
  readonly purchases: number;
  /** Answered by a decision: of the assessment, or of intake. */
  readonly decided: number;
  /** Answered that it cannot be taken now: 91, or 503. */
  readonly turnedAway: number;
  /** By answer and by cause, those of messages beside the purchases too. */
  readonly answers: Readonly<Record<string, number>>;
  /** Neither what had to come nor that it cannot be taken now. */
  readonly unexpected: Readonly<Record<string, number>>;
  readonly unanswered: Readonly<Record<string, number>>;
  /** Of purchases that were decided. */
  readonly wire: Percentiles;
  /** Of all that was answered. */
  readonly answered: Percentiles;
  /** How late messages were sent: what the generator itself adds. */
  readonly lateness: Percentiles;
  /** CPU of the generator for each message. */
  readonly cpuMicros: number;
  /** When purchases that the assessment decided were meant to be sent, by authorization; milliseconds since 1970. */
  readonly sentAtMs: Readonly<Record<string, number>>;
}

export interface Percentiles {
  readonly count: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}
