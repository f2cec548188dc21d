import { loadStatement, type Pool } from '@mayfly/postgres';

const shareBuckets = loadStatement(__dirname, 'share-buckets.sql');
const renewLeases = loadStatement(__dirname, 'renew-leases.sql');
const releaseLeases = loadStatement(__dirname, 'release-leases.sql');

/** How long a relay that has died keeps its buckets from the others. */
const leaseMs = 5_000;
const shareEveryMs = 1_000;
/** A lease with less left than this is renewed although a batch is still on its way. */
const renewBelowMs = 3_000;
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
  #shareAt = 0;
  #statement: Promise<unknown> = Promise.resolve();
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

  /** Makes it time to share again. */
  shareSoon(): void {
    this.#shareAt = 0;
  }

  /** True when it is time to share again. */
  get isShareDue(): boolean {
    return performance.now() >= this.#shareAt;
  }
  /** Renews, and takes or gives back buckets to come to a fair share. True when buckets were given back for others to take. */
  async share(): Promise<boolean> {
    return this.#oneAtATime(async () => {
      const startedAt = performance.now();
      this.#shareAt = startedAt + shareEveryMs;
      const shared = await shareBuckets.rows<Shared>(this.pool, [this.instanceId, leaseMs]);
      this.#hold(
        shared.filter(({ held }) => held),
        startedAt,
      );
      return shared.some(({ held }) => !held);
    });
  }

  /** Renews only, if a lease nears its end: moves no bucket, so it may run while a batch is on its way. */
  async renewIfDue(): Promise<void> {
    if (performance.now() < this.#validUntil - renewBelowMs || this.held().length === 0) return;
    await this.#oneAtATime(async () => {
      const startedAt = performance.now();
      this.#hold(await renewLeases.rows<Lease>(this.pool, [this.instanceId, leaseMs]), startedAt);
    });
  }

  /** Hands all buckets back at once. */
  async release(): Promise<void> {
    this.#leases = [];
    await releaseLeases.rows(this.pool, [this.instanceId]);
  }

  #hold(leases: readonly Lease[], startedAt: number): void {
    this.#leases = leases;
    this.#validUntil = startedAt + leaseMs - marginMs;
  }

  /** The statements lock the same rows, and `share` passes over what is locked: side by side it would miss what we hold. */
  #oneAtATime<T>(statement: () => Promise<T>): Promise<T> {
    const turn = this.#statement.then(statement, statement);
    this.#statement = turn.catch(() => undefined);
    return turn;
  }
}
