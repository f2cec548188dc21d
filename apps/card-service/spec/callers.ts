import { randomUUID } from 'node:crypto';
import type { Principal } from '../src/access/principal';

/** Somebody of the staff. */
export const operator: Principal = { role: 'operator', keyId: randomUUID() };

/** The customer, as an API key of the customer's own says. */
export function customerCaller(customerId: string): Principal {
  return { role: 'customer', keyId: randomUUID(), customerId };
}
