import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/principal';
import { ReadAuthorization, type AuthorizationView } from './read-authorization';
import { notFound } from '../../http/known-problems';

/** Finds an authorization for a caller: parties and customers find their own, staff find all. */
@Injectable()
export class FindAuthorization {
  constructor(private readonly readAuthorization: ReadAuthorization) {}

  /** @throws Problem 404 when there is none, or it is not the caller's */
  async for(caller: Principal, authorizationId: string): Promise<AuthorizationView> {
    const view = await this.readAuthorization.byId(authorizationId);
    if (view === undefined || !belongsTo(caller, view)) throw notFound();
    return view;
  }
}

function belongsTo(caller: Principal, view: AuthorizationView): boolean {
  switch (caller.role) {
    case 'network':
    case 'merchant':
      return view.networkId === caller.partyId;
    case 'customer':
      return view.customerId === caller.customerId;
    case 'agent':
    case 'operator':
    case 'auditor':
      return true;
  }
}
