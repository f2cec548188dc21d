import { randomBytes, randomInt } from 'node:crypto';
import { v7 } from 'uuid';

/** Injection token of the connection pool of payments (`Pool` of @mayfly/postgres). */
export const POOL = Symbol('POOL');
/**
 * Injection token of a second, small pool for work on the side: what anybody can ask for without limit, and what nobody
 * waits for. However much of it there is, it takes no connection from a payment.
 */
export const SIDE_POOL = Symbol('SIDE_POOL');
/** Injection token of {@link Ids}. */
export const IDS = Symbol('IDS');
/** Injection token of {@link Clock}. */
export const CLOCK = Symbol('CLOCK');
/** Injection token of {@link MonotonicClock}. */
export const MONOTONIC_CLOCK = Symbol('MONOTONIC_CLOCK');
/** Injection token of {@link RandomSource}. */
export const RANDOM = Symbol('RANDOM');
/** Injection token of the service's `Log` (@mayfly/process). */
export const LOG = Symbol('LOG');
/** Injection token of the `Kafka` port of @mayfly/messaging. */
export const KAFKA = Symbol('KAFKA');
/** Injection token of the validated `Settings` (settings.ts). */
export const SETTINGS = Symbol('SETTINGS');

/** Where new ids come from. */
export interface Ids {
  /** A new UUIDv7: ordered by time, so that indexes grow at one end. */
  uuid(): string;
}

/** The process's wall clock. Money never rests on it: the database's clock decides there. */
export interface Clock {
  now(): Date;
}

/** Measures ages: it never jumps, and says nothing of the time of day. */
export interface MonotonicClock {
  /** Milliseconds since some instant in the past. */
  nowMs(): number;
}

/** A cryptographic source of randomness. */
export interface RandomSource {
  bytes(count: number): Buffer;
  /** A whole number from 0 to `limit` − 1, all equally likely. */
  integerBelow(limit: number): number;
}

export const systemIds: Ids = { uuid: () => v7() };
export const systemClock: Clock = { now: () => new Date() };
export const systemMonotonicClock: MonotonicClock = { nowMs: () => performance.now() };
export const systemRandom: RandomSource = {
  bytes: (count) => randomBytes(count),
  integerBelow: (limit) => randomInt(limit),
};
