import type { CardDetails, MintedCardDto } from '../src/cards/card.dto';

/** A card whose number is shown. */
export type FreshCard = MintedCardDto & CardDetails;
