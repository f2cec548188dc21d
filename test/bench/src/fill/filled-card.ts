import { createHash } from 'node:crypto';
import { completeLuhn } from '@mayfly/card-number';
import type { FillKeys } from './fill-keys';

/** What stands on a card that a fill has put into the database, and whose it is. */
export interface FilledCard extends FilledNumber {
  /** YYMM. */
  readonly expiry: string;
  readonly cvv2: string;
}

/** A card's number and ids. */
export interface FilledNumber {
  readonly cardId: string;
  readonly accountId: string;
  readonly customerId: string;
  /** 16 digits. */
  readonly number: string;
}

/** The range that filled cards are in: cards of the fill fill it from its first number on. */
export const filledIin = '99990000';

/** More would not have different numbers: what is left of 16 digits between the range and the check digit. */
export const mostFilledCards = 10_000_000;

/** Cards `10 n` to `10 n + 9` are those of customer `n`. */
export const cardsOfCustomer = 10;

/** Fixed, so that a card's expiry follows from its place alone, whenever the database was filled. */
export const filledValidUntil = new Date('2049-12-31T23:59:59.000Z');
/** YYMM of the same moment. */
export const filledExpiry = '4912';

/** Ids are of the milliseconds from here on, one for each card: in the order of places, as if minted one after the other. */
const firstIdMs = Date.parse('2026-01-01T00:00:00Z');

/**
 * The card at a place of a fill, in full. It follows from the place and the keys alone: whoever pays with filled cards, in whichever
 * process, need not ask for them.
 *
 * @param place from 0, below {@link mostFilledCards}
 * @throws RangeError for any other
 */
export function filledCard(place: number, { security }: FillKeys): FilledCard {
  const card = filledNumber(place);
  const cvv2 = security.cvv2Of(card.number, filledExpiry, security.currentKeyIds.verification);
  return { ...card, expiry: filledExpiry, cvv2 };
}

/** The same without its CVV2, which takes several times as long as all the rest. @throws RangeError as {@link filledCard} */
export function filledNumber(place: number): FilledNumber {
  if (!Number.isInteger(place) || place < 0 || place >= mostFilledCards) {
    throw new RangeError(`A fill has places 0 to ${mostFilledCards - 1}`);
  }
  return {
    cardId: filledId('card', place, place),
    ...filledCustomer(Math.floor(place / cardsOfCustomer)),
    number: completeLuhn(filledIin + String(place).padStart(7, '0')),
  };
}

/** Ids of the customer at a place, which counts customers, and of the account. */
export function filledCustomer(customer: number): Pick<FilledNumber, 'customerId' | 'accountId'> {
  const place = customer * cardsOfCustomer;
  return {
    customerId: filledId('customer', customer, place),
    accountId: filledId('account', customer, place),
  };
}

/**
 * A UUIDv7, its random bits drawn from what it is of: outbox buckets and partitions are as evenly filled as by random ones.
 *
 * @param what tells apart what has the same `index`
 * @param place of the card whose millisecond it is of
 */
export function filledId(what: string, index: number, place: number): string {
  const random = createHash('sha256').update(`${what} ${index}`).digest('hex');
  const time = (firstIdMs + place).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}
