import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Kafka } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { KAFKA, POOL } from '../providers';

const closeWithinMs = 5_000;

/** Closes what the whole process shares, after the consumers have left and HTTP has ended: Nest calls this hook last. */
@Injectable()
export class Connections implements OnApplicationShutdown {
  constructor(
    @Inject(KAFKA) private readonly kafka: Pick<Kafka, 'close'>,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await withinLimit(this.kafka.close());
    await withinLimit(this.pool.end());
  }
}

/** A connection that does not close in time ends with the process. */
async function withinLimit(closing: Promise<void>): Promise<void> {
  const limit = new AbortController();
  const late = delay(closeWithinMs, undefined, { signal: limit.signal, ref: false }).catch(() => undefined);
  await Promise.race([closing.catch(() => undefined), late]);
  limit.abort();
}
