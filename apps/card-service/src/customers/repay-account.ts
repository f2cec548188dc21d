import { Inject, Injectable } from '@nestjs/common';
import { continueTrace } from '@mayfly/messaging';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { keyInFlight } from '../idempotency/idempotency-problems';
import { type Claim, IdempotencyKeys } from '../idempotency/idempotency-keys';
import { idempotentCall } from '../idempotency/idempotent-call';
import { conflict, notFound } from '../http/known-problems';
import { IDS, POOL, type Ids } from '../providers';
import { OUTBOX, type Outbox } from '../outbox/outbox';
import { loadPublishingStatement } from '../outbox/publishing-statement';
import type { RepayDto, RepaymentDto } from './customer.dto';

const repayAccount = loadPublishingStatement(__dirname, 'repay-account.sql');
const recallRepayment = loadStatement(__dirname, 'recall-repayment.sql');

/** What a caller asks for; the key is its Idempotency-Key. */
export interface Repayment {
  readonly principalId: string;
  readonly key: string;
  readonly customerId: string;
  readonly request: RepayDto;
  readonly traceparent: string | undefined;
}

interface RepaymentRow {
  readonly outcome:
    'repaid' | 'claim_lost' | 'customer_unknown' | 'other_currency' | 'more_than_owed' | 'booked_before';
  readonly receipt: RepaymentDto | null;
}

/**
 * Books what a customer pays back: owed becomes available again, never more than is owed. An Idempotency-Key is forgotten
 * after a day and belongs to one API key; the payment's own reference is kept for ever, so no payment is booked twice.
 */
@Injectable()
export class RepayAccount {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly keys: IdempotencyKeys,
  ) {}

  /**
   * The repayment with the balances after it; the same for a repeated call, and for the same payment in another call.
   *
   * @throws Problem 404 for an unknown customer, 409 currency_mismatch, repayment_above_owed or payment_reference_reused,
   * and those of {@link IdempotencyKeys.once}
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
    const [row] = await repayAccount.rows<RepaymentRow>(this.outbox, this.pool, [
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
      request.paymentReference,
    ]);
    if (row?.receipt == null) return this.bookedBefore(customerId, request, claim, refusalOf(row?.outcome));
    return row.receipt;
  }

  /** Looked for whatever stood in the way: once it was booked, less is owed. */
  private async bookedBefore(
    customerId: string,
    { paymentReference, amountMinor, currency }: RepayDto,
    claim: Claim,
    refusal: Error,
  ): Promise<RepaymentDto> {
    const [stored] = await recallRepayment.rows<{ receipt: RepaymentDto; same: boolean }>(this.pool, [
      paymentReference,
      customerId,
      BigInt(amountMinor),
      currency,
      claim.principalId,
      claim.key,
      claim.claimId,
    ]);
    if (stored === undefined) throw refusal;
    if (stored.same) return stored.receipt;
    throw conflict(
      'payment_reference_reused',
      'This payment was booked before, with another customer or amount',
    );
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
    case 'booked_before':
    case 'repaid':
    case undefined:
      return new Error('a repayment was booked and not returned');
  }
}
