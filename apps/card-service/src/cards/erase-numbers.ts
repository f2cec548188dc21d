import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';

const eraseNumbers = loadStatement(__dirname, 'erase-numbers.sql');

/** The most numbers that one sweep erases. */
const mostAtOnce = 1_000;

/** Sweep: what is 24 hours old cannot be shown any more, and so need not be kept. Several instances may run it at once. */
@Injectable()
export class EraseNumbers {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Returns how many it erased. */
  async sweep(): Promise<number> {
    return (await eraseNumbers.rows(this.pool, [mostAtOnce])).length;
  }
}
