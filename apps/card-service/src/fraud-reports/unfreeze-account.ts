import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import type { Principal } from '../access/principal';
import { notFound } from '../http/known-problems';
import { POOL } from '../providers';

const unfreezeAccount = loadStatement(__dirname, 'unfreeze-account.sql');

/** Opens a frozen account again, once the customer's identity was confirmed. Burned cards stay burned. */
@Injectable()
export class UnfreezeAccount {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /**
   * Changes nothing when the account is not frozen.
   *
   * @throws Problem 404 for an unknown customer
   */
  async execute(customerId: string, { keyId }: Principal): Promise<void> {
    const [row] = await unfreezeAccount.rows(this.pool, [customerId, keyId]);
    if (row === undefined) throw notFound();
  }
}
