import type { Authorization } from '../../authorization';

/** What makes two messages under one key the same message: card, kind, purchase, amount, merchant and entry mode. */
export type MessageContent = Pick<
  Authorization,
  'cardId' | 'kind' | 'originalId' | 'amountMinor' | 'statedAs' | 'currency' | 'merchant' | 'entryMode'
>;

/**
 * True when `message` says what the stored authorization said: a repeat, which gets the stored answer. Otherwise the network
 * used the key of one message for another. CVV2 is no part of it, because it is stored nowhere; nor is the expiry.
 */
export function isRepeat(message: MessageContent, stored: MessageContent): boolean {
  return (
    message.cardId === stored.cardId &&
    message.kind === stored.kind &&
    message.originalId === stored.originalId &&
    message.amountMinor === stored.amountMinor &&
    message.statedAs === stored.statedAs &&
    message.currency === stored.currency &&
    message.entryMode === stored.entryMode &&
    message.merchant.id === stored.merchant.id &&
    message.merchant.name === stored.merchant.name &&
    message.merchant.mcc === stored.merchant.mcc &&
    message.merchant.country === stored.merchant.country
  );
}
