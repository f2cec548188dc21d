import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';

const forgetOldKeys = loadStatement(__dirname, 'forget-old-keys.sql');

/** The most keys that one sweep forgets. */
const mostAtOnce = 1_000;

/** Sweep: Idempotency-Keys are forgotten 24 hours after their claim. Several instances may run it at once. */
@Injectable()
export class ForgetOldKeys {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Returns how many keys it forgot; a full `mostAtOnce` means that there may be more. */
  async sweep(): Promise<number> {
    return (await forgetOldKeys.rows(this.pool, [mostAtOnce])).length;
  }
}
