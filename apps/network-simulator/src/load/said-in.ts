import { randomUUID } from 'node:crypto';
import { completeLuhn } from '@mayfly/card-number';
import type { MintedCard } from '../client/scene';
import type { MessageKey, Said } from '../network/said';
import { saidAbout } from '../network/said-about';
import type { FlowMessage, PlannedFlow } from './flow';

/** A message of a flow as it is said; about `purchase`, if that is approved already and this is no new one. */
export function saidIn(
  flow: PlannedFlow,
  { kind, share, final, but }: FlowMessage,
  card: MintedCard,
  key: MessageKey,
  purchase: (Said & { readonly originalId?: string }) | undefined,
): Said {
  const amountMinor = Math.round(flow.amountMinor * (share ?? 1));
  if (purchase !== undefined && kind !== 'purchase') {
    const said = saidAbout(purchase, kind, key, {
      ...((kind !== 'reversal' || share !== undefined) && { amountMinor }),
      ...(kind === 'increment' && { amountIs: 'delta' as const }),
      ...(final !== undefined && { final }),
    });
    return purchase.originalId === undefined ? said : { ...said, originalId: purchase.originalId };
  }
  return {
    kind,
    key,
    card: {
      number: but === 'unknown number' ? completeLuhn(`${card.number.slice(0, 8)}0000000`) : card.number,
      expiry: but === 'wrong expiry' ? otherThan(card.expiry, ['3011', '3012']) : card.expiry,
      cvv2: but === 'wrong cvv2' ? otherThan(card.cvv2, ['998', '999']) : card.cvv2,
    },
    amountMinor: but === 'above the cap' ? flow.capMinor + 1 : amountMinor,
    currency: but === 'other currency' ? 'USD' : 'EUR',
    merchant: flow.merchant,
    entryMode: but === 'chip' ? 'chip' : 'ecommerce',
    networkTransactionId: randomUUID().replaceAll('-', '').slice(0, 15).toUpperCase(),
  };
}

function otherThan(right: string, [one = '', other = '']: readonly string[]): string {
  return right === one ? other : one;
}
