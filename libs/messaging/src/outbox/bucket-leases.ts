import { loadStatement, type Pool } from '@mayfly/postgres';

const shareBuckets = loadStatement(__dirname, 'share-buckets.sql');
const renewLeases = loadStatement(__dirname, 'renew-leases.sql');
const releaseLeases = loadStatement(__dirname, 'release-leases.sql');

/** How long a relay that has died keeps its buckets from the others. */
const leaseMs = 5_000;
/** Less than half of a lease: one renewal may fail. */
const renewEveryMs = 1_500;
/** This process stops using a lease before it ends: a clock of the database must not be ahead of our own reckoning. */
const marginMs = 500;

/** A bucket that this relay holds. */
export interface Lease {
  readonly bucket: number;
  readonly fencingToken: bigint;
}

interface Shared extends Lease {
  readonly held: boolean;
}

/** The buckets that this relay holds by lease. After a pause of the process (SIGSTOP, a long collection) none is valid. */
export class BucketLeases {
  #leases: readonly Lease[] = [];
  #validUntil = 0;
  #dueAt = 0;

  constructor(
    private readonly pool: Pool,
    readonly instanceId: string,
  ) {}

  /** The leases that can still be relied on. */
  held(): readonly Lease[] {
    return performance.now() < this.#validUntil ? this.#leases : [];
  }

  holds(bucket: number): boolean {
    return this.held().some((lease) => lease.bucket === bucket);
  }

  /** Makes the next `share` run at once. */
  expire(): void {
    this.#dueAt = 0;
  }

  /** True when it is time to share again. */
  get isDue(): boolean {
    return performance.now() >= this.#dueAt;
  }

  /** Renews, and takes or gives back buckets to come to a fair share. True when buckets were given back for others to take. */
  async share(): Promise<boolean> {
    const startedAt = performance.now();
    const shared = await shareBuckets.rows<Shared>(this.pool, [this.instanceId, leaseMs]);
    this.#hold(
      shared.filter(({ held }) => held),
      startedAt,
    );
    return shared.some(({ held }) => !held);
  }

  /** Renews only, if renewal is due: moves no bucket, so it may run while a batch is on its way. */
  async renewIfDue(): Promise<void> {
    if (!this.isDue || this.held().length === 0) return;
    const startedAt = performance.now();
    const renewed = await renewLeases.rows<Lease>(this.pool, [this.instanceId, leaseMs]);
    // Only what was held before: a bucket that `share` is giving back at this moment must not come back in here.
    const known = new Map(this.#leases.map((lease) => [lease.bucket, lease.fencingToken]));
    this.#hold(
      renewed.filter(({ bucket, fencingToken }) => known.get(bucket) === fencingToken),
      startedAt,
    );
  }

  /** Hands all buckets back at once. */
  async release(): Promise<void> {
    this.#leases = [];
    await releaseLeases.rows(this.pool, [this.instanceId]);
  }

  #hold(leases: readonly Lease[], startedAt: number): void {
    this.#leases = leases;
    this.#validUntil = startedAt + leaseMs - marginMs;
    this.#dueAt = startedAt + renewEveryMs;
  }
}
