import { loadStatement, type Pool } from '@mayfly/postgres';
import type { MessagingLog } from '../kafka/log';
import type { EventPublisher } from '../publish/event-publisher';
import type { Refusal } from '../publish/encode-event';
import type { OutgoingEvent } from '../publish/outgoing-event';
import type { BucketLeases } from './bucket-leases';
import { bucketCount } from './bucket-of';

const selectUnpublished = loadStatement(__dirname, 'select-unpublished.sql');
const takePublished = loadStatement(__dirname, 'take-published.sql');
const refuseEvent = loadStatement(__dirname, 'refuse-event.sql');

/** Of each bucket in one pass: with all buckets a send of several hundred events, which is where Kafka is at its best. */
const rowsOfBucket = 800 / bucketCount;

interface OutboxRow {
  readonly seq: bigint;
  readonly id: string;
  readonly bucket: number;
  readonly customerId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly traceparent: string | null;
  readonly createdAt: Date;
}

/** One select, one send, one delete. */
export class OutboxPass {
  constructor(
    private readonly pool: Pool,
    private readonly publisher: EventPublisher,
    private readonly leases: BucketLeases,
    private readonly log: MessagingLog,
  ) {}

  /** Publishes the next rows of the buckets held. True when there may be more. Throws when Kafka or PostgreSQL is away. */
  async run(): Promise<boolean> {
    const leases = this.leases.held();
    if (leases.length === 0) return false;
    const buckets = leases.map(({ bucket }) => bucket);
    const rows = await selectUnpublished.rows<OutboxRow>(this.pool, [buckets, rowsOfBucket]);
    if (rows.length === 0) return false;
    const { records, refusals } = this.publisher.encode(rows.map(eventOf));
    await this.#setAside(rows, refusals);
    // The process may have stood still since the select: then others own the buckets and send these rows.
    if (this.leases.held().length === 0) return true;
    await this.publisher.send(records);
    const refused = new Set(refusals.map(({ eventId }) => eventId));
    const sent = rows.filter(({ id }) => !refused.has(id));
    const [result] = await takePublished.rows<{ taken: bigint }>(this.pool, [
      sent.map(({ bucket }) => bucket),
      sent.map(({ seq }) => seq),
      this.leases.instanceId,
      buckets,
      leases.map(({ fencingToken }) => fencingToken),
    ]);
    if (result?.taken !== BigInt(sent.length)) {
      this.log.warn(
        { sent: sent.length },
        'buckets moved while a batch was on its way: it will be sent twice',
      );
      this.leases.shareSoon();
    }
    return rows.length >= rowsOfBucket;
  }

  async #setAside(rows: readonly OutboxRow[], refusals: readonly Refusal[]): Promise<void> {
    for (const { eventId, reasons } of refusals) {
      const row = rows.find(({ id }) => id === eventId);
      await refuseEvent.rows(this.pool, [row?.bucket, row?.seq, reasons.join('; ')]);
      this.log.error({ eventId, reasons }, 'event set aside: it must not be published');
    }
  }
}

function eventOf(row: OutboxRow): OutgoingEvent {
  return {
    id: row.id,
    type: row.type,
    customerId: row.customerId,
    time: row.createdAt,
    data: row.payload,
    traceparent: row.traceparent ?? undefined,
  };
}
