import { networkAnswers } from '../network-answers';
import type { ReasonEntry } from '../reason';
import { purchaseNotApproved } from './checkout-texts';

const local = { class: 'local', bureauBased: false, agent: 'customer_text' } as const;

/** The card is right, but it may not pay this purchase: found by the card service, before anything is held. */
export const purchaseReasons = {
  card_cap_exceeded: {
    ...local,
    meaning: 'The amount is above the cap that the customer gave the card.',
    network: networkAnswers.amountOverCap,
    checkout: {
      code: 'card_cap_exceeded',
      title: 'The amount is above the limit of this card',
      text: 'This card was made for a smaller amount. Nothing was charged.',
      nextSteps: [
        'Look whether delivery or tax was added to the price.',
        'Make a new card with the full amount, or choose another way to pay.',
      ],
    },
    customer: {
      title: 'More than this card allows',
      whatHappened: 'The shop asked for more than the limit you gave this card. Nothing was charged.',
      whatToDo: [
        'Compare the price with the limit: delivery and tax often come on top.',
        'The card still works up to its limit. For more, make a new card.',
      ],
    },
  },
  authorization_ended: {
    ...local,
    meaning:
      'An increment of a purchase that is not approved any more, or a new total that is not above the old one: nothing is left to add to.',
    network: networkAnswers.notAllowed,
    checkout: {
      code: 'authorization_ended',
      title: 'The purchase has ended',
      text: 'The purchase that was to become dearer has ended already. Nothing more was charged.',
      nextSteps: ['Start a new payment with another card.'],
    },
    customer: {
      title: 'The purchase had ended',
      whatHappened:
        'The shop asked for more for a purchase that it had collected, taken back or let lapse. Nothing more was charged.',
      whatToDo: ['If the shop needs more money, make a new card for it.'],
    },
  },
  purchase_power_insufficient: {
    ...local,
    meaning: 'The amount is above what is available on the account: granted less held less owed.',
    network: networkAnswers.notEnough,
    checkout: purchaseNotApproved,
    customer: {
      title: 'Not enough purchase power left',
      whatHappened:
        'The purchase was more than the purchase power you had left at that moment. Open purchases and what you have not yet paid back count too.',
      whatToDo: [
        'Look in the app how much is left now, and buy for less.',
        'Pay something back: it counts again as soon as we have it.',
      ],
    },
  },
  merchant_not_allowed: {
    ...local,
    meaning: 'The card is locked to another merchant.',
    network: networkAnswers.notAllowed,
    checkout: {
      code: 'merchant_not_allowed',
      title: 'This card was made for another shop',
      text: 'The card works in one shop only, and this is not the one. Nothing was charged.',
      nextSteps: ['Make a new card for this shop.', 'Or choose another way to pay.'],
    },
    customer: {
      title: 'Made for another shop',
      whatHappened:
        'You made this card for one shop, and another one asked for the money. Nothing was charged.',
      whatToDo: [
        'Make a new card for this shop, or one without a shop.',
        'If you do not know the shop, cancel the card: its number has got about.',
      ],
    },
  },
  entry_mode_not_allowed: {
    ...local,
    meaning: 'The number came by chip, magnetic stripe or contactless: these cards exist as numbers only.',
    network: networkAnswers.notAllowed,
    checkout: {
      code: 'entry_mode_not_allowed',
      title: 'This card works online only',
      text: 'The card cannot be used at a till or terminal. Nothing was charged.',
      nextSteps: ['Pay online with this card.', 'Or choose another way to pay here.'],
    },
    customer: {
      title: 'Online only',
      whatHappened:
        'Somebody tried to use this card at a terminal. It is a number for online shops only, so we refused.',
      whatToDo: [
        'Use the card online.',
        'If it was not you, cancel the card: somebody may have copied the number.',
      ],
    },
  },
  currency_not_supported: {
    ...local,
    meaning: 'The purchase is in another currency than the account.',
    // Not 12 or 13 (invalid transaction, invalid amount): the message is right, the card may not pay it.
    network: networkAnswers.notAllowed,
    checkout: {
      code: 'currency_not_supported',
      title: 'This card cannot pay in this currency',
      text: 'The card works in another currency. Nothing was charged.',
      nextSteps: ['Choose another currency in the shop, if it offers one.', 'Or choose another way to pay.'],
    },
    customer: {
      title: 'Another currency',
      whatHappened:
        'The shop asked for the money in a currency that your account does not have. Nothing was charged.',
      whatToDo: ['See whether the shop can charge you in the currency of your account.'],
    },
  },
  account_frozen: {
    ...local,
    meaning:
      'A purchase of the account that had been approved was reported as fraud; nothing is admitted until an operator lifts the freeze.',
    network: networkAnswers.restricted,
    checkout: purchaseNotApproved,
    customer: {
      title: 'Your account is paused',
      whatHappened:
        'A purchase on your account was reported as fraud. So that nobody can go on buying in your name, we paused your account: no purchase and no new card for now.',
      whatToDo: [
        'Write to us from the app and confirm who you are with your identity card or passport. Then we open your account again.',
        'Look through your purchases in the app and report each one that was not yours.',
        'If you know of no fraud, tell us: the report may be a mistake.',
        'We never ask for your card number or security code, by phone or by mail.',
      ],
    },
  },
} as const satisfies Record<string, ReasonEntry>;
