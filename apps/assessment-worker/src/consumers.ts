/**
 * The two consumers of this process, each a group of its own, by the transport id that its handlers name.
 *
 * A Kafka client fetches again only when all it fetched is handled. A request that waits for a profile would keep that very
 * profile from being fetched, if one consumer read both.
 */
export const REQUESTS = Symbol('REQUESTS');
export const FACTS = Symbol('FACTS');
