import type {
  AuthorizationRequested,
  AuthorizationResolved,
  CustomerProfile,
  FraudReported,
} from '@mayfly/contracts';
import { v7 as uuidv7 } from 'uuid';
import { steadyProfile } from '../../apps/card-service/spec/steady-profile';

/** A customer whose ordinary purchases pass every rule; change one thing to see what it does. EUR, minor units. */
export const goodCustomer: CustomerProfile = {
  customerId: '0193e5a0-0000-7000-8000-000000000001',
  version: 1,
  currency: 'EUR',
  ...steadyProfile(),
};

/** 49.90 EUR at a bookshop at home, the first purchase on an account of 5,000.00 EUR. */
export const bookPurchase: AuthorizationRequested = {
  authorizationId: '0193e5a0-0000-7000-8000-0000000000a1',
  customerId: goodCustomer.customerId,
  accountId: '0193e5a0-0000-7000-8000-000000000002',
  card: { cardId: '0193e5a0-0000-7000-8000-0000000000c1', iin: '99990000', lastFour: '0042' },
  networkId: '0193e5a0-0000-7000-8000-0000000000e1',
  amountMinor: 4_990,
  currency: 'EUR',
  merchant: { id: 'NORDICBOOKS', name: 'Nordic Books', mcc: '5942', country: 'DE' },
  entryMode: 'ecommerce',
  requestedAt: '2026-03-01T12:00:00.000Z',
  deadlineAt: '2026-03-01T12:00:02.000Z',
  cardMismatches: 0,
  profileVersion: 1,
  account: { grantedMinor: 500_000, availableMinor: 495_010, heldMinor: 4_990, owedMinor: 0 },
};

/** The book purchase for another amount, on an account on which nothing but it is held. */
export function purchaseOf(amountMinor: number, owedMinor = 0): AuthorizationRequested {
  const grantedMinor = bookPurchase.account.grantedMinor;
  return {
    ...bookPurchase,
    amountMinor,
    account: {
      grantedMinor,
      heldMinor: amountMinor,
      owedMinor,
      availableMinor: grantedMinor - amountMinor - owedMinor,
    },
  };
}

/** Another purchase of the same customer, made `agoMs` before: approved, on a card of its own, for 10.00 EUR at the same merchant. */
export function earlierPurchase(
  than: AuthorizationRequested,
  agoMs: number,
  change: Partial<AuthorizationResolved> = {},
): AuthorizationResolved {
  const at = new Date(Date.parse(than.requestedAt) - agoMs).toISOString();
  return {
    authorizationId: uuidv7(),
    customerId: than.customerId,
    accountId: than.accountId,
    card: { ...than.card, cardId: uuidv7() },
    networkId: than.networkId,
    state: 'approved',
    origin: 'assessment',
    reasons: [],
    amountMinor: 1_000,
    currency: than.currency,
    merchant: than.merchant,
    entryMode: than.entryMode,
    decisionId: null,
    requestedAt: at,
    resolvedAt: at,
    ...change,
  };
}

/** Word of the customer that a purchase was fraud. */
export function fraudReport(
  of: Pick<AuthorizationRequested, 'authorizationId' | 'customerId' | 'accountId' | 'card' | 'requestedAt'>,
  delayDays: number,
): FraudReported {
  return {
    reportId: uuidv7(),
    authorizationId: of.authorizationId,
    customerId: of.customerId,
    accountId: of.accountId,
    cardId: of.card.cardId,
    channel: 'customer',
    reportedAt: new Date(Date.parse(of.requestedAt) + delayDays * 86_400_000).toISOString(),
  };
}
