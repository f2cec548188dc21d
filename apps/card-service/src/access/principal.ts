import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A card network's numbering of answers; merchants that call directly get the answers of one too. */
export type Scheme = 'visa' | 'mastercard';

/** What a merchant is, whatever its messages say. */
export interface BoundMerchant {
  /** ISO 8583 field 42. */
  readonly id: string;
  /** ISO 18245, four digits. */
  readonly mcc: string;
}

/** A network or merchant: calls are signed, and what it sent is its own. */
export interface PartyPrincipal {
  readonly role: 'network' | 'merchant';
  readonly keyId: string;
  /** Stored as `network_id` of the authorizations it sends. */
  readonly partyId: string;
  readonly scheme: Scheme;
  readonly name: string;
  /** Null for networks, which speak for many, and for merchants that nobody has bound yet. */
  readonly merchant: BoundMerchant | null;
}

/** A customer: sees and does only what belongs to `customerId`. */
export interface CustomerPrincipal {
  readonly role: 'customer';
  readonly keyId: string;
  readonly customerId: string;
}

/** Staff: agents read a little, operators run the programme, auditors see the evidence. */
export interface StaffPrincipal {
  readonly role: 'agent' | 'operator' | 'auditor';
  readonly keyId: string;
}

/** The caller, as its API key says. */
export type Principal = PartyPrincipal | CustomerPrincipal | StaffPrincipal;

/** A request after the access guard let it pass. */
export interface AdmittedRequest extends FastifyRequest {
  principal?: Principal;
}

/** Gives a controller's method the caller: `@Caller() caller: Principal`. Only for endpoints with `@Admits`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<AdmittedRequest>().principal;
  if (principal === undefined) throw new Error('a public endpoint has no caller');
  return principal;
});
