import { Inject, Injectable } from '@nestjs/common';
import { loadStatement, type Pool } from '@mayfly/postgres';
import type { Principal } from '../access/principal';
import { notFound } from '../http/known-problems';
import { POOL } from '../providers';
import type { CustomerDto } from './customer.dto';
import { customerOf, type CustomerRow } from './customer-row';

const readCustomer = loadStatement(__dirname, 'read-customer.sql');

/** Reads a customer with the account's balances and standing. */
@Injectable()
export class ReadCustomer {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws Problem 404 for an unknown customer */
  async byId(customerId: string, reader: Principal): Promise<CustomerDto> {
    const [row] = await readCustomer.rows<CustomerRow>(this.pool, [customerId]);
    if (row === undefined) throw notFound();
    return customerOf(row, reader.role);
  }
}
