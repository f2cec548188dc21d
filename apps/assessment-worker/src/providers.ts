import { v7 } from 'uuid';

/** Injection token of the process's one connection pool (`Pool` of @mayfly/postgres). */
export const POOL = Symbol('POOL');
/** Injection token of the `Policy` in force (@mayfly/assessment). */
export const POLICY = Symbol('POLICY');
/** Injection token of {@link Ids}. */
export const IDS = Symbol('IDS');
/** Injection token of the `Kafka` port of @mayfly/messaging. */
export const KAFKA = Symbol('KAFKA');
/** Injection token of the `EventPublisher` of @mayfly/messaging. */
export const PUBLISHER = Symbol('PUBLISHER');

/** Where new ids come from. */
export interface Ids {
  /** A new UUIDv7: ordered by time, so that indexes grow at one end. */
  uuid(): string;
}

export const systemIds: Ids = { uuid: () => v7() };
