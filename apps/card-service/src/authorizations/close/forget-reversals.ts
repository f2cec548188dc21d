import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../../providers';

const forgetReversals = loadStatement(__dirname, 'forget-reversals.sql');

/** The most reversals that one sweep forgets. */
const mostAtOnce = 1_000;

/** Sweep: reversals are forgotten when the message that they take back can come no more. Several instances may run it at once. */
@Injectable()
export class ForgetReversals {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Returns how many it forgot. */
  async sweep(): Promise<number> {
    return (await forgetReversals.rows(this.pool, [mostAtOnce])).length;
  }
}
