import { Inject, Injectable } from '@nestjs/common';
import { continueTrace } from '@mayfly/messaging';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { keyInFlight } from '../idempotency/idempotency-problems';
import { type Claim, IdempotencyKeys } from '../idempotency/idempotency-keys';
import { idempotentCall } from '../idempotency/idempotent-call';
import { conflict, notFound } from '../problems/known-problems';
import { IDS, OUTBOX_BELL, POOL, type Ids, type OutboxBell } from '../providers';
import type { RepayDto, RepaymentDto } from './customer.dto';

const repayAccount = loadStatement(__dirname, 'repay-account.sql');

/** What a caller asks for; the key is its Idempotency-Key. */
export interface Repayment {
  readonly principalId: string;
  readonly key: string;
  readonly customerId: string;
  readonly request: RepayDto;
  readonly traceparent: string | undefined;
}

interface RepaymentRow {
  readonly outcome: 'repaid' | 'claim_lost' | 'customer_unknown' | 'other_currency' | 'more_than_owed';
  readonly receipt: RepaymentDto | null;
}

/** Books what a customer pays back: owed becomes available again, never more than is owed. */
@Injectable()
export class RepayAccount {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
    private readonly keys: IdempotencyKeys,
  ) {}

  /**
   * The repayment with the balances after it; the same for a repeated call.
   *
   * @throws Problem 404 for an unknown customer, 409 currency_mismatch or repayment_above_owed, and those of
   * {@link IdempotencyKeys.once}
   */
  async execute(repayment: Repayment): Promise<RepaymentDto> {
    const { principalId, key, customerId, request } = repayment;
    const call = idempotentCall(principalId, key, `repay ${customerId}`, request);
    return this.keys.once(
      call,
      (claim) => this.repay(repayment, claim),
      (stored) => Promise.resolve(stored as RepaymentDto),
    );
  }

  private async repay({ customerId, request, traceparent }: Repayment, claim: Claim): Promise<RepaymentDto> {
    const [row] = await repayAccount.rows<RepaymentRow>(this.pool, [
      customerId,
      BigInt(request.amountMinor),
      request.currency,
      this.ids.uuid(),
      this.ids.uuid(),
      this.ids.uuid(),
      continueTrace(traceparent),
      claim.principalId,
      claim.key,
      claim.claimId,
    ]);
    if (row?.receipt == null) throw refusalOf(row?.outcome);
    this.bell.ring([customerId]);
    return row.receipt;
  }
}

function refusalOf(outcome: RepaymentRow['outcome'] | undefined): Error {
  switch (outcome) {
    case 'claim_lost':
      return keyInFlight();
    case 'customer_unknown':
      return notFound();
    case 'other_currency':
      return conflict('currency_mismatch', 'The account has another currency');
    case 'more_than_owed':
      return conflict('repayment_above_owed', 'The repayment is above what is owed');
    case 'repaid':
    case undefined:
      return new Error('a repayment was booked and not returned');
  }
}
