import { Inject, Injectable } from '@nestjs/common';
import { continueTrace } from '@mayfly/messaging';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { IDS, OUTBOX_BELL, POOL, type Ids, type OutboxBell } from '../providers';
import type { CustomerDto, OpenCustomerDto } from './customer.dto';
import { customerOf, type CustomerRow } from './customer-row';
import { unverifiedPartsOf } from './rules/unverified-parts';

const openCustomer = loadStatement(__dirname, 'open-customer.sql');

/** Takes in a customer: one account, its purchase power booked as granted, and the profile's first version published. */
@Injectable()
export class OpenCustomer {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
  ) {}

  /** The customer as stored; the profile itself goes to its topic, and only what is not verified is kept here. */
  async execute(request: OpenCustomerDto, traceparent: string | undefined): Promise<CustomerDto> {
    const customerId = this.ids.uuid();
    const [row] = await openCustomer.rows<CustomerRow>(this.pool, [
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
    ]);
    if (row === undefined) throw new Error('a customer was inserted and not returned');
    this.bell.ring([customerId]);
    return customerOf(row, 'operator');
  }
}
