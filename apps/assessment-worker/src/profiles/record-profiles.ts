import { Inject, Injectable } from '@nestjs/common';
import type { CustomerProfile } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { inTransaction, loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import { ProfileArrivals } from './profile-arrivals';

const recordProfiles = loadStatement(__dirname, 'record-profiles.sql');
const forgetProfiles = loadStatement(__dirname, 'forget-profiles.sql');

/** Keeps the newest profile of each customer. */
@Injectable()
export class RecordProfiles {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly arrivals: ProfileArrivals,
  ) {}

  /** Stores what is newer than what is stored; a tombstone (no data) forgets the customer. Any event may come again. */
  async execute(events: readonly ReceivedEvent<CustomerProfile | null>[]): Promise<void> {
    const forgotten = events.filter(({ data }) => data === null).map(({ subject }) => subject);
    const newest = [...newestOf(events).values()];
    const told = [
      newest.map(({ customerId }) => customerId),
      newest.map(({ version }) => version),
      newest.map((profile) => JSON.stringify(profile)),
    ];
    if (forgotten.length === 0) await recordProfiles.rows(this.pool, told);
    else {
      await inTransaction(this.pool, async (tx) => {
        await forgetProfiles.rows(tx, [forgotten]);
        await recordProfiles.rows(tx, told);
      });
    }
    this.arrivals.announce(newest.map(({ customerId }) => customerId));
  }
}

/** By customer: the newest profile that no later event of the batch takes back. */
function newestOf(events: readonly ReceivedEvent<CustomerProfile | null>[]): Map<string, CustomerProfile> {
  const newest = new Map<string, CustomerProfile>();
  for (const { subject, data } of events) {
    if (data === null) newest.delete(subject);
    else if (data.version > (newest.get(subject)?.version ?? 0)) newest.set(subject, data);
  }
  return newest;
}
