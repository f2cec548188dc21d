import { Inject, Injectable } from '@nestjs/common';
import type { MessageParked } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { SIDE_POOL } from '../../providers';

/** A message that belongs to nothing, as an operator sees it. */
export interface ParkedMessage {
  readonly parkedId: string;
  readonly networkId: string;
  readonly kind: MessageParked['kind'];
  readonly reason: MessageParked['reason'];
  readonly acquirerId: string;
  readonly terminalId: string;
  readonly stan: string;
  readonly transmittedAt: Date;
  /** What it said. */
  readonly message: Readonly<Record<string, unknown>>;
  readonly receivedAt: Date;
}

const listParked = loadStatement(__dirname, 'list-parked.sql');

/** Lists messages that belong to nothing, newest first. */
@Injectable()
export class ListParked {
  constructor(@Inject(SIDE_POOL) private readonly pool: Pool) {}

  /** At most `limit`, those after the message `after` in the list. */
  execute(limit: number, after: string | undefined): Promise<ParkedMessage[]> {
    return listParked.rows<ParkedMessage>(this.pool, [limit, after ?? null]);
  }
}
