import { fillKeys, type FillKeys } from '../fill/fill-keys';
import { cardsOfCustomer, filledCard } from '../fill/filled-card';
import type { LoadJob } from './load-job';
import { signedCall, type SignedCall } from './network-caller';
import { plannedPurchase, type Kind } from './purchase-mix';

/** A purchase as it is sent, and what follows it. */
export interface Message {
  readonly kind: Kind;
  /** When it is meant to be sent; milliseconds since 1970. */
  readonly dueAtMs: number;
  readonly purchase: SignedCall;
  readonly repeat?: SignedCall;
  readonly reversal?: SignedCall;
}

/** All messages of a job, written and signed before the first is sent: while they are sent the generator costs next to nothing. */
export function messagesOf(job: LoadJob, startAtMs: number): Message[] {
  const count = Math.round(job.ratePerSecond * job.seconds);
  const keys = fillKeys(job.keys);
  return Array.from({ length: count }, (_, nth) =>
    messageOf(job, keys, job.firstPlace + nth, startAtMs + (1_000 * nth) / job.ratePerSecond),
  );
}

function messageOf(
  { network, cardPlaces }: LoadJob,
  keys: FillKeys,
  place: number,
  dueAtMs: number,
): Message {
  const customer = cardPlaces.firstCustomer + (place % cardPlaces.customers);
  const nth = Math.floor(place / cardPlaces.customers);
  const planned = plannedPurchase(place, filledCard(customer * cardsOfCustomer + nth, keys));
  const { card, amountMinor, merchantId, merchantCountry } = planned;
  const key = {
    acquirerId: '400123',
    terminalId: `B${String(Math.floor(place / 1_000_000)).padStart(7, '0')}`,
    stan: String(place % 1_000_000).padStart(6, '0'),
    transmittedAt: new Date(dueAtMs).toISOString(),
  };
  const purchase = {
    ...key,
    cardNumber: card.number,
    expiry: card.expiry,
    cvv2: planned.kind === 'wrong CVV2' ? otherThan(card.cvv2) : card.cvv2,
    amountMinor,
    currency: 'EUR',
    merchant: { id: merchantId, name: 'A shop of the benchmark', mcc: '5942', country: merchantCountry },
    entryMode: 'ecommerce',
  };
  const path = '/v1/authorizations';
  const call = signedCall(network, path, purchase, dueAtMs);
  return {
    kind: planned.kind,
    dueAtMs,
    purchase: call,
    ...(planned.isRepeated && { repeat: call }),
    ...(planned.isReversed && { reversal: signedCall(network, '/v1/reversals', key, dueAtMs) }),
  };
}

function otherThan(cvv2: string): string {
  return String((Number(cvv2) + 1) % 1_000).padStart(3, '0');
}
