import type { MessageKey, Said, SaidKind } from './said';

/** A message about one that was said before: same card, merchant and currency, and whatever names the purchase. */
export function saidAbout(
  original: Said,
  kind: SaidKind,
  key: MessageKey,
  wanted: Pick<Said, 'amountMinor' | 'amountIs' | 'final'> = {},
): Said {
  const { card, currency, merchant, entryMode, networkTransactionId } = original;
  return {
    kind,
    key,
    card,
    currency,
    merchant,
    entryMode,
    original,
    ...wanted,
    // A reversal names the message.
    ...(networkTransactionId !== undefined && kind !== 'reversal' && { networkTransactionId }),
  };
}
