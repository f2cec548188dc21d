import { findLuhnNumbers } from '@mayfly/card-number';
import type { EntryMode, Merchant } from '@mayfly/contracts';
import {
  instantOf,
  parseCardAcceptorLocation,
  parseOriginalDataElements,
  parsePrivateData,
  type Message,
} from '@mayfly/iso8583';
import { currencies } from '@mayfly/money';
import type { NetworkMessageKey } from '../authorizations/authorization';
import type { OriginalReference } from '../authorizations/request/find-original';
import { Unanswered } from './unanswered';

/** Clocks may be a day off, and repeats come late; further away the instant is a mistake. */
const furthestMs = 7 * 24 * 60 * 60 * 1000;

/** What ISO 8583 field 22 says of how the number reached the merchant, by its first two digits. */
const entryModes: Readonly<Record<string, EntryMode>> = {
  '01': 'manual',
  '02': 'magnetic_stripe',
  '05': 'chip',
  '07': 'contactless',
  '10': 'credential_on_file',
  '81': 'ecommerce',
  '90': 'magnetic_stripe',
  '91': 'contactless',
};

const alphabetic = new Map<string, string>(
  Object.entries(currencies).map(([code, { numeric }]) => [numeric, code]),
);

/** The fields of a message in the words of the card service. Whatever is not as it has to be throws {@link Unanswered} with its code. */
export class MessageFields {
  readonly #privateData: Readonly<Record<string, string>>;

  constructor(
    readonly message: Message,
    private readonly networkId: string,
    private readonly now: Date,
  ) {
    this.#privateData = parsePrivateData(message.fields[48] ?? '') ?? {};
    // It is kept, and goes into events: no card number may hide in it.
    if (findLuhnNumbers(message.fields[43] ?? '').length > 0) throw new Unanswered('30');
  }

  /** A field that has to be there. */
  needed(field: number): string {
    const text = this.message.fields[field];
    if (text === undefined) throw new Unanswered('30');
    return text;
  }

  /** A private element, by its tag in field 48. */
  private(tag: string): string | undefined {
    return this.#privateData[tag];
  }

  get key(): NetworkMessageKey {
    return {
      networkId: this.networkId,
      acquirerId: this.needed(32),
      terminalId: (this.message.fields[41] ?? '').trim(),
      stan: this.needed(11),
      transmittedAt: this.instant(this.needed(7)),
    };
  }

  get amountMinor(): bigint {
    return BigInt(this.needed(4));
  }

  /** The first two digits of field 3: 00 a purchase, 20 a refund. */
  get processing(): string {
    return this.needed(3).slice(0, 2);
  }

  /** XXX for a currency that no account can have. */
  get currency(): string {
    return alphabetic.get(this.needed(49)) ?? 'XXX';
  }

  /** XX where an advice does not say in which country it is. */
  get merchant(): Merchant {
    const place = this.message.fields[43];
    const { name, city, country } = parseCardAcceptorLocation(place ?? `${' '.repeat(38)}XX`);
    const id = this.needed(42).trim();
    if (!/^[A-Z]{2}$/.test(country) || id === '') throw new Unanswered('30');
    const shown = [name, city].map((part) => part.trim()).filter((part) => part !== '');
    return { id, name: shown.join(', ').slice(0, 40) || id, mcc: this.message.fields[18] ?? '0000', country };
  }

  get entryMode(): EntryMode {
    const mode = entryModes[(this.message.fields[22] ?? '810').slice(0, 2)];
    if (mode === undefined) throw new Unanswered('30');
    return mode;
  }

  get retrievalReference(): string | undefined {
    return this.message.fields[37]?.trim();
  }

  get networkTransactionId(): string | undefined {
    return this.private('63');
  }

  /** The message that this one is about: field 90. */
  get originalKey(): NetworkMessageKey | undefined {
    const original = parseOriginalDataElements(this.message.fields[90] ?? '');
    if (original?.stan === undefined || original.transmission === undefined) return undefined;
    return {
      ...this.key,
      acquirerId: original.acquirer ?? this.needed(32),
      stan: original.stan,
      transmittedAt: this.instant(original.transmission),
    };
  }

  /** How this message names the purchase that it is about. */
  get reference(): Omit<OriginalReference, 'networkId' | 'cardId'> {
    const original = this.originalKey;
    return {
      networkTransactionId: this.networkTransactionId,
      stan: original?.stan,
      transmittedAt: original?.transmittedAt,
      retrievalReference: this.retrievalReference,
      approvalCode: this.message.fields[38],
    };
  }

  private instant(transmission: string): Date {
    const instant = instantOf(transmission, this.now);
    if (Math.abs(instant.getTime() - this.now.getTime()) > furthestMs) throw new Unanswered('30');
    return instant;
  }
}
