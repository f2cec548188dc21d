import { notFound } from '../http/known-problems';
import type { Principal } from './principal';

/** Lets staff through, and a customer to what is the customer's own; throws 404 otherwise, as for what is not there. */
export function admitOwner(caller: Principal, customerId: string): void {
  if (caller.role === 'customer' && caller.customerId !== customerId) throw notFound();
}
