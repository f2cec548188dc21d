import type { CommitFloor } from './measure-commits';
import type { HopFloor } from './measure-hops';

/** What no answer can be faster than. */
export interface HopsAndCommits {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * The floor of an answer: two hops, to the worker and back, and two commits, of the hold and of the decision.
 *
 * The 99th percentile of a sum is less than the sum of the 99th percentiles, which is what is given here: Kafka's tool tells no
 * single hops, from which the sum could be put together. Ratios to it flatter; those to the median do not.
 */
export function hopsAndCommits(hop: HopFloor, commit: CommitFloor): HopsAndCommits {
  return {
    p50Ms: 2 * hop.p50Ms + 2 * commit.p50Ms,
    p99Ms: 2 * hop.p99Ms + 2 * commit.p99Ms,
  };
}
