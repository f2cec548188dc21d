import { Inject, Injectable } from '@nestjs/common';
import type { MovementBooked } from '@mayfly/contracts';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import { RecordRepayments } from '../repayments/record-repayments';

const recordMovements = loadStatement(__dirname, 'record-movements.sql');

/** Keeps what merchants collected, which is a debt from then on, and what they gave back, which pays it off. */
@Injectable()
export class RecordMovements {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repayments: RecordRepayments,
  ) {}

  /** Each is known by its id: what comes again changes nothing. It may come before its authorization's resolution. */
  async execute(booked: readonly MovementBooked[]): Promise<void> {
    await recordMovements.rows(this.pool, [
      booked.map(({ authorizationId }) => authorizationId),
      booked.map(({ customerId }) => customerId),
      booked.map(({ card }) => card.cardId),
      booked.map(({ clearedMinor }) => clearedMinor),
      booked.map(({ currency }) => currency),
      booked.map(({ bookedAt }) => bookedAt),
    ]);
    const refunds = booked.filter(({ repaidMinor }) => repaidMinor > 0);
    if (refunds.length === 0) return;
    await this.repayments.execute(
      refunds.map(({ movementId, customerId, accountId, repaidMinor, currency, bookedAt }) => ({
        repaymentId: movementId,
        customerId,
        accountId,
        amountMinor: repaidMinor,
        currency,
        repaidAt: bookedAt,
      })),
    );
  }
}
