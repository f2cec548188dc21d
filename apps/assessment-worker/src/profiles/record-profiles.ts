import { Inject, Injectable } from '@nestjs/common';
import type { CustomerProfile } from '@mayfly/contracts';
import type { ReceivedEvent } from '@mayfly/messaging';
import { inTransaction, loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import { ProfileArrivals } from './profile-arrivals';

const recordProfiles = loadStatement(__dirname, 'record-profiles.sql');
const forgetProfiles = loadStatement(__dirname, 'forget-profiles.sql');

/** The newest profile of a customer, as it was published. */
export interface NewestProfile {
  readonly customer_id: string;
  readonly version: number;
  readonly profile: CustomerProfile;
  readonly event_id: string;
  readonly event_time: Date;
  readonly partition: number;
  readonly record_offset: bigint;
}

/** Of a profile that was stored before these were kept, neither event nor place is known. */
type StoredProfile =
  NewestProfile | (Pick<NewestProfile, 'customer_id' | 'version'> & { readonly record_offset: null });

type ProfileEvent = ReceivedEvent<CustomerProfile | null>;

/** Keeps the newest profile of each customer. */
@Injectable()
export class RecordProfiles {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly arrivals: ProfileArrivals,
  ) {}

  /**
   * Stores what is newer than what is stored; a tombstone (no data) forgets the customer. Any event may come again.
   *
   * Returns the profiles that an older one was appended behind, as a relay does that was frozen before it sent: on the topic,
   * which is compacted, the older one would win.
   */
  async execute(events: readonly ProfileEvent[]): Promise<NewestProfile[]> {
    const forgotten = events.filter(({ data }) => data === null).map(({ subject }) => subject);
    const told = toldOf(events);
    const newest = [...told.values()].map((one) => one.newest);
    const columns = [
      newest.map(({ data }) => data.customerId),
      newest.map(({ data }) => data.version),
      newest.map(({ data }) => JSON.stringify(data)),
      newest.map(({ id }) => id),
      newest.map(({ time }) => time),
      newest.map(({ partition }) => partition),
      newest.map(({ offset }) => offset),
    ];
    const stored = await inTransaction(this.pool, async (tx) => {
      if (forgotten.length > 0) await forgetProfiles.rows(tx, [forgotten]);
      return recordProfiles.rows<StoredProfile>(tx, columns);
    });
    this.arrivals.announce(newest.map(({ data }) => data.customerId));
    return stored
      .filter(hasPlace)
      .filter((profile) => isOvertaken(profile, told.get(profile.customer_id)?.last));
  }
}

type Told = ReceivedEvent<CustomerProfile>;

/** By customer: the newest profile that no later event of the batch takes back, where it stands last, and the last of all. */
function toldOf(events: readonly ProfileEvent[]): Map<string, { newest: Told; last: Told }> {
  const told = new Map<string, { newest: Told; last: Told }>();
  for (const event of events) {
    if (!hasProfile(event)) {
      told.delete(event.subject);
      continue;
    }
    const before = told.get(event.subject);
    const isNewest = before === undefined || event.data.version >= before.newest.data.version;
    told.set(event.subject, { newest: isNewest ? event : before.newest, last: event });
  }
  return told;
}

function hasProfile(event: ProfileEvent): event is Told {
  return event.data !== null;
}

function hasPlace(stored: StoredProfile): stored is NewestProfile {
  return stored.record_offset !== null;
}

/** By position, not by the order of reading: a topic that is read again from its beginning has its old versions in front. */
function isOvertaken(stored: NewestProfile, last: Told | undefined): boolean {
  return (
    last !== undefined &&
    last.data.version < stored.version &&
    last.partition === stored.partition &&
    BigInt(last.offset) > stored.record_offset
  );
}
