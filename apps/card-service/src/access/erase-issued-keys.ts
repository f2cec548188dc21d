import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { SIDE_POOL } from '../providers';

const eraseIssuedKeys = loadStatement(__dirname, 'erase-issued-keys.sql');

/** The most answers that one sweep erases. */
const mostAtOnce = 1_000;

/**
 * Sweep: an issued key's answer, with its secrets, is erased after the 24 hours in which the call may be repeated. Of the
 * key its hash stays. Several instances may run it at once.
 */
@Injectable()
export class EraseIssuedKeys {
  constructor(@Inject(SIDE_POOL) private readonly pool: Pool) {}

  /** Returns how many it erased; a full `mostAtOnce` means that there may be more. */
  async sweep(): Promise<number> {
    return (await eraseIssuedKeys.rows(this.pool, [mostAtOnce])).length;
  }
}
