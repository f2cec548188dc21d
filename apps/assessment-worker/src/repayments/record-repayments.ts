import { Inject, Injectable } from '@nestjs/common';
import type { AccountRepaid } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';

const recordRepayments = loadStatement(__dirname, 'record-repayments.sql');

/** Keeps what customers paid back. */
@Injectable()
export class RecordRepayments {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** A repayment that comes again changes nothing. */
  async execute(repaid: readonly Omit<AccountRepaid, 'account'>[]): Promise<void> {
    await recordRepayments.rows(this.pool, [
      repaid.map(({ repaymentId }) => repaymentId),
      repaid.map(({ customerId }) => customerId),
      repaid.map(({ accountId }) => accountId),
      repaid.map(({ amountMinor }) => amountMinor),
      repaid.map(({ currency }) => currency),
      repaid.map(({ repaidAt }) => repaidAt),
    ]);
  }
}
