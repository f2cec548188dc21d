import { currencies, isCurrency } from '@mayfly/money';
import {
  formatCardAcceptorLocation,
  formatOriginalDataElements,
  formatPrivateData,
  formatReplacementAmounts,
  type Message,
  transmissionOf,
} from '@mayfly/iso8583';
import type { Said, SaidKind } from './said';

/** Message type and processing code of each kind. */
const types: Readonly<Record<SaidKind, { mti: string; processing: string }>> = {
  purchase: { mti: '0100', processing: '000000' },
  verification: { mti: '0100', processing: '000000' },
  single_message: { mti: '0200', processing: '000000' },
  increment: { mti: '0100', processing: '000000' },
  reversal: { mti: '0420', processing: '000000' },
  advice: { mti: '0120', processing: '000000' },
  clearing: { mti: '0220', processing: '000000' },
  refund: { mti: '0100', processing: '200000' },
  refund_settlement: { mti: '0220', processing: '200000' },
};

/** Field 22: how the number reached the merchant, and that no PIN could be entered. */
const entryModes: Readonly<Record<string, string>> = {
  ecommerce: '812',
  credential_on_file: '102',
  manual: '012',
  chip: '052',
  magnetic_stripe: '902',
  contactless: '072',
};

/** A message as it travels over a line to the card service. */
export function messageOf(said: Said): Message {
  const { mti, processing } = types[said.kind];
  const { key, card, merchant, kind } = said;
  const isRequest = mti === '0100' || mti === '0200';
  return {
    mti: said.repeat ? `${mti.slice(0, 3)}1` : mti,
    fields: {
      2: card.number,
      3: processing,
      4: digits(kind === 'reversal' ? (said.original?.amountMinor ?? 0) : (said.amountMinor ?? 0)),
      7: transmissionOf(key.transmittedAt),
      11: key.stan,
      ...(isRequest && { 14: card.expiry }),
      18: merchant.mcc,
      19: '276',
      22: entryModes[said.entryMode] ?? '812',
      25: kind === 'verification' ? '51' : '59',
      32: key.acquirerId,
      41: key.terminalId.padEnd(8),
      42: merchant.id.padEnd(15),
      43: formatCardAcceptorLocation({ name: merchant.name, city: '', country: merchant.country }),
      ...privateFieldOf(said, isRequest),
      49: isCurrency(said.currency) ? currencies[said.currency].numeric : '999',
      ...originalOf(said),
    },
  };
}

function privateFieldOf(said: Said, isRequest: boolean): { 48?: string } {
  const { kind, card, partialAllowed, networkTransactionId, final, amountIs } = said;
  const elements = {
    ...(kind === 'increment' && { '10': amountIs === 'total' ? 'T' : 'D' }),
    ...(kind === 'clearing' && { '11': (final ?? true) ? 'F' : 'P' }),
    ...(partialAllowed && { '61': '1' }),
    ...(networkTransactionId !== undefined && { '63': networkTransactionId }),
    ...(isRequest && { '92': card.cvv2 }),
  };
  return Object.keys(elements).length === 0 ? {} : { 48: formatPrivateData(elements) };
}

function originalOf({ kind, original, amountMinor }: Said): { 90?: string; 95?: string } {
  if (original === undefined) return {};
  const { stan, transmittedAt, acquirerId } = original.key;
  const { mti } = types[original.kind];
  return {
    90: formatOriginalDataElements({
      mti,
      stan,
      transmission: transmissionOf(transmittedAt),
      acquirer: acquirerId,
    }),
    ...(kind === 'reversal' &&
      amountMinor !== undefined && {
        95: formatReplacementAmounts({ transaction: BigInt(amountMinor), settlement: 0n, billing: 0n }),
      }),
  };
}

function digits(amountMinor: number): string {
  return String(amountMinor).padStart(12, '0');
}
