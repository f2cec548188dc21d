import type { MintedCard } from '../client/scene';
import type { MessageKey, Said } from '../network/said';
import { misstatedCard } from '../network/misstated-card';
import { newTransactionId } from '../network/new-message';
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
    card: misstatedCard(card, {
      ...(but === 'unknown number' && { number: 'unknown' }),
      ...(but === 'wrong expiry' && { expiry: 'wrong' }),
      ...(but === 'wrong cvv2' && { cvv2: 'wrong' }),
    }),
    amountMinor: but === 'above the cap' ? flow.capMinor + 1 : amountMinor,
    currency: but === 'other currency' ? 'USD' : 'EUR',
    merchant: flow.merchant,
    entryMode: but === 'chip' ? 'chip' : 'ecommerce',
    networkTransactionId: newTransactionId(),
  };
}
