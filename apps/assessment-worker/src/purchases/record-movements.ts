import { Inject, Injectable } from '@nestjs/common';
import type { MovementBooked } from '@mayfly/contracts';
import type { Pool } from '@mayfly/postgres';
import { POOL } from '../providers';
import { RecordRepayments } from '../repayments/record-repayments';
import { recordClearings } from './record-clearings';

/** What of a movement is kept: how much was collected of its authorization in all, and how much this one gave back. */
export type Collected = Pick<
  MovementBooked,
  | 'movementId'
  | 'authorizationId'
  | 'customerId'
  | 'accountId'
  | 'currency'
  | 'clearedMinor'
  | 'repaidMinor'
  | 'bookedAt'
>;

/** Keeps what merchants collected, which is a debt from then on, and what they gave back, which pays it off. */
@Injectable()
export class RecordMovements {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repayments: RecordRepayments,
  ) {}

  /** Each is known by its id: what comes again changes nothing. It may come before its authorization's resolution. */
  async execute(booked: readonly Collected[]): Promise<void> {
    await recordClearings(
      this.pool,
      booked.map(({ authorizationId, customerId, clearedMinor, bookedAt }) => ({
        authorizationId,
        customerId,
        clearedMinor,
        clearedAt: bookedAt,
      })),
    );
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
