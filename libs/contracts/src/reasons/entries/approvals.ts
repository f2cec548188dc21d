import { networkAnswers } from '../network-answers';
import type { ReasonEntry } from '../reason';

/** Not declines, but they too are answered and explained. */
export const approvals = {
  approved: {
    class: null,
    meaning: 'The assessment approved the purchase in time.',
    bureauBased: false,
    network: networkAnswers.approved,
    checkout: {
      code: 'approved',
      title: 'Payment approved',
      text: 'The purchase was approved. This card number is used up now.',
      nextSteps: ['Nothing more to do.'],
    },
    customer: {
      title: 'Purchase approved',
      whatHappened:
        'We checked this purchase and approved it. The card number is used up: nobody can charge it again.',
      whatToDo: ['Nothing. If the shop cancels the purchase, the money comes back to you by itself.'],
    },
    agent: 'customer_text',
  },
  verified: {
    class: null,
    meaning: 'A zero-amount verification of an open card with the right expiry and CVV2.',
    bureauBased: false,
    network: networkAnswers.verified,
    checkout: {
      code: 'verified',
      title: 'Card confirmed',
      text: 'The card is valid. Nothing was charged.',
      nextSteps: ['Go on to pay: the purchase itself is still checked.'],
    },
    customer: {
      title: 'Card confirmed',
      whatHappened: 'A shop asked whether this card is valid. We said yes. Nothing was charged or held.',
      whatToDo: [
        'Nothing. The card still works for one purchase. If no shop of yours asked, cancel the card.',
      ],
    },
    agent: 'customer_text',
  },
} as const satisfies Record<string, ReasonEntry>;
