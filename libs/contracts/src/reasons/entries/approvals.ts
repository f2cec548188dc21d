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
  partly_approved: {
    class: null,
    meaning:
      'The terminal can take a part, and the account, the cap of the card or the assessment admit a part of the amount only.',
    bureauBased: false,
    network: networkAnswers.partlyApproved,
    checkout: {
      code: 'partly_approved',
      title: 'A part of the payment was approved',
      text: 'A part of the purchase was approved. This card number is used up now.',
      nextSteps: ['Take the rest in another way, or cancel the payment.'],
    },
    customer: {
      title: 'A part of the purchase approved',
      whatHappened:
        'The shop could take a part of the amount by card, and we approved the largest part that was possible. The card number is used up.',
      whatToDo: [
        'Pay the rest in another way. If the shop cancels the purchase, the money comes back to you by itself.',
      ],
    },
    agent: 'customer_text',
  },
  approved_in_stand_in: {
    class: null,
    meaning:
      'No decision came before the deadline, and the programme stands in up to this amount: approved, and assessed afterwards.',
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
        'Our check took longer than a shop can wait. The amount is small, so we approved it and check it afterwards. The card number is used up.',
      whatToDo: ['Nothing. If the shop cancels the purchase, the money comes back to you by itself.'],
    },
    agent: 'customer_text',
  },
  approved_by_network: {
    class: null,
    meaning:
      'The card network approved it in our place, or the merchant collected before our answer was stored: booked, because it has the right to it.',
    bureauBased: false,
    network: networkAnswers.approved,
    checkout: {
      code: 'approved',
      title: 'Payment approved',
      text: 'The purchase was approved. This card number is used up now.',
      nextSteps: ['Nothing more to do.'],
    },
    customer: {
      title: 'Approved by the card network',
      whatHappened:
        'The card network between the shop and us approved this purchase in our place, as it may when it cannot wait for us. We did not check it before.',
      whatToDo: ['If you do not know this purchase, report it in the app.'],
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
