import { completeLuhn } from '@mayfly/card-number';
import type { Said } from './said';

type Card = Said['card'];

/** What can be stated wrong of a card. */
export interface Misstated {
  readonly number?: 'unknown' | 'foreign' | undefined;
  readonly cvv2?: 'wrong' | undefined;
  readonly expiry?: 'wrong' | undefined;
}

/** The card as it is stated. */
export function misstatedCard({ number, expiry, cvv2 }: Card, wrong: Misstated): Card {
  return {
    number: wrong.number === undefined ? number : completeLuhn(bodies[wrong.number](number)),
    expiry: wrong.expiry === undefined ? expiry : expiry === '3012' ? '3011' : '3012',
    cvv2: wrong.cvv2 === undefined ? cvv2 : cvv2 === '999' ? '998' : '999',
  };
}

const bodies: Readonly<Record<'unknown' | 'foreign', (number: string) => string>> = {
  // No card has an account number of zeros, and the range 8888 is nobody's here.
  unknown: (number) => `${number.slice(0, 8)}0000000`,
  foreign: () => '888800000000000',
};
