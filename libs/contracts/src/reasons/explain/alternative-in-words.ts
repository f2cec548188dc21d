import type { Alternative } from '../../generated/events';
import type { OfferedAlternative } from './explanation';
import { moneyInWords } from './plain-words';

/** An offer with its amount, as the customer reads it. Not "up to" an amount: fraud models are no ladders, less may look odder. */
export function alternativeInWords(offer: Alternative, currency: string): OfferedAlternative {
  switch (offer.kind) {
    case 'smaller_amount':
      return {
        ...offer,
        text: `A purchase of ${moneyInWords(offer.amountMinor, currency)} would pass now.`,
      };
    case 'instalments':
      return {
        ...offer,
        text: `Pay in ${offer.count} monthly instalments of ${moneyInWords(offer.eachMinor, currency)} each.`,
      };
    case 'pay_now':
      return {
        ...offer,
        text: `Pay ${moneyInWords(offer.amountMinor, currency)} at once from your bank account. That needs no credit.`,
      };
  }
}
