import { randomUUID } from 'node:crypto';
import type { AuthorizationDecided } from '@mayfly/contracts';
import type { AuthorizationRequest } from '../src/authorizations/authorization';
import { systemIds } from '../src/providers';
import type { FreshCard } from './fresh-card';

/** A network of the tests. */
export const network = randomUUID();

/** What a spec may say of a request; the rest is an ordinary purchase. */
export type RequestPart = Partial<AuthorizationRequest>;

let stan = 0;

/** An ordinary purchase of 10.00 EUR on this card, under a message key of its own. */
export function purchase(
  card: Pick<FreshCard, 'number' | 'expiry' | 'cvv2'>,
  part: RequestPart = {},
): AuthorizationRequest {
  stan += 1;
  return {
    networkId: network,
    kind: 'purchase',
    cardNumber: card.number,
    expiry: card.expiry,
    cvv2: card.cvv2,
    amountMinor: 1_000n,
    currency: 'EUR',
    merchant: { id: 'shop-1', name: 'Shop', mcc: '5411', country: 'DE' },
    entryMode: 'ecommerce',
    acquirerId: '1234567',
    terminalId: `T${Math.floor(stan / 1_000_000)}`,
    stan: String(stan % 1_000_000).padStart(6, '0'),
    transmittedAt: new Date('2026-01-05T10:00:00Z'),
    ...part,
  };
}

/** A decision as the worker publishes it. */
export function decision(
  of: { authorizationId: string; customerId: string; accountId: string; cardId: string },
  outcome: AuthorizationDecided['outcome'],
): AuthorizationDecided {
  return {
    authorizationId: of.authorizationId,
    decisionId: systemIds.uuid(),
    customerId: of.customerId,
    accountId: of.accountId,
    cardId: of.cardId,
    outcome,
    class: outcome === 'declined' ? 'credit' : null,
    reasons: outcome === 'declined' ? ['income_insufficient', 'obligations_excessive'] : [],
    scores: { credit: null, fraud: null },
    creditPoints: [],
    policyVersion: 'test',
    modelVersions: [],
    snapshotHash: `sha256:${'0'.repeat(64)}`,
    sources: [],
    alternatives: [],
    counterfactuals: [],
    decidedAt: new Date().toISOString(),
  };
}

/** A pending authorization and all that a decision or a closing needs to know of it. */
export interface Pending {
  readonly authorizationId: string;
  readonly holdId: string;
  readonly customerId: string;
  readonly accountId: string;
  readonly cardId: string;
}
