import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../access/principal';
import { continueTrace } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { keyInFlight } from '../idempotency/idempotency-problems';
import { type Claim, IdempotencyKeys } from '../idempotency/idempotency-keys';
import { idempotentCall } from '../idempotency/idempotent-call';
import { IDS, POOL, type Ids } from '../providers';
import { OUTBOX, type Outbox } from '../outbox/outbox';
import { loadPublishingStatement } from '../outbox/publishing-statement';
import type { CustomerDto, OpenCustomerDto } from './customer.dto';
import { customerOf, type CustomerRow } from './customer-row';
import { ReadCustomer } from './read-customer';
import { unverifiedPartsOf } from './rules/unverified-parts';

/** What a caller asks for; the key is its Idempotency-Key. */
export interface Opening {
  readonly caller: Principal;
  readonly key: string;
  readonly request: OpenCustomerDto;
  readonly traceparent: string | undefined;
}

const openCustomer = loadPublishingStatement(__dirname, 'open-customer.sql');

/** Takes in a customer: one account, its purchase power booked as granted, and the profile's first version published. */
@Injectable()
export class OpenCustomer {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly keys: IdempotencyKeys,
    private readonly readCustomer: ReadCustomer,
  ) {}

  /**
   * The customer as stored; the same customer, as it is by then, for a repeated call. The profile itself goes to its topic,
   * and only what is not verified is kept here. Throws the problems of {@link IdempotencyKeys.once}.
   */
  async execute(opening: Opening): Promise<CustomerDto> {
    const { caller, key, request } = opening;
    return this.keys.once(
      idempotentCall(caller.keyId, key, 'open a customer', request),
      (claim) => this.open(opening, claim),
      (stored) => this.readCustomer.byId((stored as { customerId: string }).customerId, caller),
    );
  }

  private async open({ request, traceparent }: Opening, claim: Claim): Promise<CustomerDto> {
    const customerId = this.ids.uuid();
    const [row] = await openCustomer.rows<CustomerRow>(this.outbox, this.pool, [
      customerId,
      this.ids.uuid(),
      request.country,
      request.currency,
      BigInt(request.grantedMinor),
      this.ids.uuid(),
      this.ids.uuid(),
      JSON.stringify(request.profile),
      continueTrace(traceparent),
      unverifiedPartsOf(request.profile),
      claim.principalId,
      claim.key,
      claim.claimId,
    ]);
    if (row === undefined) throw keyInFlight();
    return customerOf(row, 'operator');
  }
}
