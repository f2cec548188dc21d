import { filledNumber, mostFilledCards, type FilledCard } from '../fill/filled-card';

/** What a message of the load is, by the answer that it has to get. */
export type Kind = 'approved' | 'wrong CVV2' | 'over the limit' | 'fraud' | 'unknown number';

/** One purchase of the load, on a card of its own. */
export interface PlannedPurchase {
  readonly kind: Kind;
  readonly card: FilledCard;
  readonly amountMinor: number;
  readonly merchantId: string;
  readonly merchantCountry: string;
  /** The same message is sent once more, soon after the first. */
  readonly isRepeated: boolean;
  /** Once approved it is taken back. */
  readonly isReversed: boolean;
}

/** Parts of a hundred purchases. */
const shares: readonly (readonly [Kind, number])[] = [
  ['approved', 85],
  ['wrong CVV2', 5],
  ['over the limit', 5],
  ['fraud', 3],
  ['unknown number', 2],
];

/** Whatever is above the cap of the cards. */
const overTheLimitMinor = 20_000;
/** The last number of the range: a benchmark fills fewer cards than it has numbers. */
const unknownNumber = filledNumber(mostFilledCards - 1).number;
const shops = 10_000;
const highRiskCountry = 'KP';

/** The purchase at this place of the load: the kinds come in the same proportion in each hundred, well mixed. */
export function plannedPurchase(place: number, card: FilledCard): PlannedPurchase {
  // 37 and 100 have no divisor in common: each hundred holds every rest once.
  const kind = kindAt((37 * place) % 100);
  return {
    kind,
    card: kind === 'unknown number' ? { ...card, number: unknownNumber } : card,
    amountMinor: kind === 'over the limit' ? overTheLimitMinor : 500 + ((place * 7_919) % 4_500),
    merchantId: `SHOP${String((place * 104_729) % shops).padStart(6, '0')}`,
    merchantCountry: kind === 'fraud' ? highRiskCountry : 'DE',
    isRepeated: place % 50 === 7,
    isReversed: kind === 'approved' && place % 100 === 11,
  };
}

function kindAt(rest: number): Kind {
  let upTo = 0;
  for (const [kind, share] of shares) {
    upTo += share;
    if (rest < upTo) return kind;
  }
  throw new Error('the shares make a hundred');
}

/** How such a purchase has to be answered, by DE39; the assessment may find more to say against what is to be approved. */
export function isAsExpected(kind: Kind, de39: string): boolean {
  switch (kind) {
    case 'approved':
      return ['00', '05', '51', '59', '61', '65'].includes(de39);
    case 'wrong CVV2':
      return de39 === 'N7' || de39 === '82';
    case 'over the limit':
      return de39 === '61';
    case 'fraud':
      return de39 === '59';
    case 'unknown number':
      return de39 === '14';
  }
}
