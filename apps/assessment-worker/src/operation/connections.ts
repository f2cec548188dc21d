import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Kafka } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { closeInTurn } from '@mayfly/process';
import { KAFKA, POOL } from '../providers';

/** Closes what the whole process shares, after the consumers have left and HTTP has ended: Nest calls this hook last. */
@Injectable()
export class Connections implements OnApplicationShutdown {
  constructor(
    @Inject(KAFKA) private readonly kafka: Pick<Kafka, 'close'>,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await closeInTurn(
      () => this.kafka.close(),
      () => this.pool.end(),
    );
  }
}
