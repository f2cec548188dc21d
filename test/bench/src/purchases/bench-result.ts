import type { SystemCpu } from '../system/measured-system';
import type { SystemSize } from '../system/system-size';

/** Half of the purchases took no longer than the one, all but one of a hundred no longer than the other. */
export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What a run of the benchmark found; its JSON. */
export interface BenchResult {
  readonly at: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: { readonly cores: number; readonly model: string; readonly memoryBytes: number };
  readonly settings: Readonly<Record<string, string | number>>;
  /** Purchases decided in a second, at the highest rate that holds p99 below the bound. */
  readonly throughputPerSecond: number;
  /** From the intended send time to the answer, at a third of the highest rate. */
  readonly wire: Latency;
  /** From the intended send time until the final answer was on its topic, at the same rate. */
  readonly settled: Latency;
  readonly atHighestRate: {
    readonly wire: Latency;
    readonly lateness: Latency;
    readonly settledAfterMs: number;
  };
  /** Wire, at 50 purchases a second. */
  readonly atFiftyPerSecond: Latency;
  readonly floors: {
    readonly pgbench: {
      readonly tool: string;
      readonly before: Readonly<Record<string, number>>;
      readonly now: Readonly<Record<string, number>>;
    };
    /** One purchase in each transaction, by the statements as they were before they were made faster; the best number of clients. */
    readonly pgbenchPerSecond: number;
    readonly pgbenchNowPerSecond: number;
    /** Two hops and two commits. */
    readonly hopsAndCommits: Latency;
    readonly hop: Latency & { readonly tool: string };
    readonly commit: Latency & { readonly tool: string };
    readonly endpoint: { readonly perSecond: number; readonly cpuMicros: number | null };
  };
  readonly ratios: {
    readonly throughput: number;
    readonly throughputNow: number;
    readonly p50: number;
    readonly p99: number;
    /** Goodput at one and a half times the load that breaks it, by goodput at the highest rate. */
    readonly overload: number;
    /** Throughput with many cards by throughput with few; null when it was not measured. */
    readonly scale: number | null;
  };
  readonly overload: {
    readonly offeredPerSecond: number;
    readonly goodputPerSecond: number;
    readonly turnedAwayPerSecond: number;
    /** Of all that was answered. */
    readonly answeredP99Ms: number;
    readonly unanswered: Readonly<Record<string, number>>;
    /** At a third of the highest rate, measured from ten seconds after it. */
    readonly afterwards: Latency;
  };
  /** Purchases decided in a second on one account alone. */
  readonly oneAccountPerSecond: number;
  /** For each purchase, at the highest rate. */
  readonly cpuMicroseconds: SystemCpu & { readonly node: number; readonly generator: number };
  readonly bytesPerPurchase: SystemSize;
  /** After the whole run. */
  readonly residentMegabytes: {
    readonly cardServices: readonly number[];
    readonly workers: readonly number[];
  };
  readonly audit: 'every invariant holds';
}
