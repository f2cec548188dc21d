import { networkAnswers } from '../network-answers';
import type { ReasonEntry } from '../reason';
import { makeNewCard } from './checkout-texts';

const local = { class: 'local', bureauBased: false, agent: 'customer_text' } as const;

const checkTheNumber = [
  'Compare the number with the one in your app and type it again.',
  'Or choose another way to pay.',
];

/** Found wrong with the card itself by the card service, before anything is held. */
export const cardReasons = {
  unknown_number: {
    ...local,
    meaning: 'The number is in our range, but no card has it.',
    network: networkAnswers.unknownNumber,
    checkout: {
      code: 'unknown_number',
      title: 'Check the card number',
      text: 'No card has this number. Nothing was charged.',
      nextSteps: checkTheNumber,
    },
    customer: {
      title: 'Card number not found',
      whatHappened: 'The shop sent a card number that no card has, most likely because of a typing mistake.',
      whatToDo: ['Copy the number from the app instead of typing it.'],
    },
  },
  number_range_not_ours: {
    ...local,
    meaning: 'The number begins with an issuer range that is not ours.',
    network: networkAnswers.numberRangeNotOurs,
    checkout: {
      code: 'number_range_not_ours',
      title: 'Check the card number',
      text: 'This number does not belong to the card issuer that was asked. Nothing was charged.',
      nextSteps: checkTheNumber,
    },
    customer: {
      title: 'Not one of our cards',
      whatHappened: 'The shop sent us a card number that is not one of ours.',
      whatToDo: ['Copy the number from the app instead of typing it.'],
    },
  },
  card_already_used: {
    ...local,
    meaning:
      'An earlier purchase on this one-time card was approved; it stays used even if that purchase was reversed.',
    network: networkAnswers.numberUsed,
    checkout: {
      code: 'card_already_used',
      title: 'This card has been used already',
      text: 'Each of these card numbers works for one purchase, and this one has had its purchase. Nothing was charged.',
      nextSteps: makeNewCard,
    },
    customer: {
      title: 'This card has been used already',
      whatHappened:
        'A card number works for one purchase only, and this one has had its purchase. We refused the second one. Nothing was charged.',
      whatToDo: [
        'Make a new card for this purchase.',
        'If you did not try to pay again, you need do nothing: the old number is worthless to whoever has it.',
      ],
    },
  },
  card_busy: {
    ...local,
    meaning: 'Another purchase on this card is pending at this moment.',
    network: networkAnswers.tooMany,
    checkout: {
      code: 'card_busy',
      title: 'Another purchase is being checked',
      text: 'A purchase on this card is being checked right now, and the card works for one only. Nothing was charged by this one.',
      nextSteps: [
        'Wait ten seconds and look whether the first purchase went through.',
        'If it did not, try again; if it did, make a new card.',
      ],
    },
    customer: {
      title: 'Two purchases at the same moment',
      whatHappened:
        'While we checked one purchase on this card a second one arrived. A card works for one purchase, so we refused the second.',
      whatToDo: [
        'Look whether the first purchase went through. If you wanted both, make another card.',
        'If you made only one purchase, tell us: somebody else may have the number.',
      ],
    },
  },
  card_cancelled: {
    ...local,
    meaning: 'The customer cancelled the card.',
    network: networkAnswers.numberDead,
    checkout: {
      code: 'card_cancelled',
      title: 'This card was cancelled',
      text: 'The card was cancelled and does not work any more. Nothing was charged.',
      nextSteps: makeNewCard,
    },
    customer: {
      title: 'This card was cancelled',
      whatHappened: 'You cancelled this card, so we refused the purchase. Nothing was charged.',
      whatToDo: ['Make a new card if you want to buy this.'],
    },
  },
  card_expired: {
    ...local,
    meaning: 'The card was not used before the end of its validity.',
    network: networkAnswers.expiry,
    checkout: {
      code: 'card_expired',
      title: 'This card has expired',
      text: 'These cards are valid for a short time, and this one is over. Nothing was charged.',
      nextSteps: makeNewCard,
    },
    customer: {
      title: 'This card has expired',
      whatHappened:
        'The card was valid for a short time only, and the purchase came after it. Nothing was charged.',
      whatToDo: ['Make a new card: it takes a moment.'],
    },
  },
  expiry_mismatch: {
    ...local,
    meaning:
      'The expiry sent is not exactly the one of the card; counted towards blocking while the card is open.',
    network: networkAnswers.expiry,
    checkout: {
      code: 'expiry_mismatch',
      title: 'Check the expiry date',
      text: 'The expiry date does not match the card. Nothing was charged.',
      nextSteps: [
        'Compare month and year with your app and type them again.',
        'Take care: after three wrong entries the card is blocked.',
      ],
    },
    customer: {
      title: 'Wrong expiry date',
      whatHappened: 'The expiry date that was typed is not the one of this card. Nothing was charged.',
      whatToDo: [
        'Copy month and year from the app. After three wrong entries we block the card to protect you.',
        'If you did not type anything, cancel the card.',
      ],
    },
  },
  cvv_mismatch: {
    ...local,
    meaning: 'The CVV2 sent is wrong; counted towards blocking while the card is open.',
    network: networkAnswers.cvv,
    checkout: {
      code: 'cvv_mismatch',
      title: 'Check the security code',
      text: 'The three digits of the security code do not match the card. Nothing was charged.',
      nextSteps: [
        'Compare the three digits with your app and type them again.',
        'Take care: after three wrong entries the card is blocked.',
      ],
    },
    customer: {
      title: 'Wrong security code',
      whatHappened:
        'The three-digit security code that was typed is not the one of this card. Nothing was charged.',
      whatToDo: [
        'Copy the code from the app. After three wrong entries we block the card to protect you.',
        'If you did not type anything, cancel the card.',
      ],
    },
  },
  attempts_used_up: {
    ...local,
    meaning:
      'The sender has stated too many numbers, expiries or CVV2s wrong, in all or on this card: it learns nothing more from a failure. Nothing is stored, and nothing counts towards blocking the card.',
    network: networkAnswers.tooMany,
    checkout: {
      code: 'attempts_used_up',
      title: 'The card could not be checked here',
      text: 'Card details were typed wrong too often here, so this payment was not looked at. Nothing was charged.',
      nextSteps: [
        'Compare number, expiry date and security code with your app and type them again.',
        'Or choose another way to pay.',
      ],
    },
    customer: {
      title: 'Too many wrong entries at the shop',
      whatHappened:
        'Card details were typed wrong too often at this shop, so we did not look at the payment. Your card is not blocked. Nothing was charged.',
      whatToDo: [
        'Copy number, expiry date and security code from the app.',
        'If it happens again, make a new card or pay in another way.',
      ],
    },
  },
  too_many_verifications: {
    ...local,
    meaning:
      'The card was verified ten times already, by whomever: an eleventh answer helps nobody but a card tester.',
    network: networkAnswers.tooMany,
    checkout: {
      code: 'checked_too_often',
      title: 'This card was checked too often',
      text: 'The card was checked many times without a purchase, so it is not checked again. Nothing was charged.',
      nextSteps: ['Pay with the card, or choose another way to pay.'],
    },
    customer: {
      title: 'Checked too often',
      whatHappened:
        'Shops asked ten times whether this card is good, without a purchase. We do not answer that again. The card still works for its purchase.',
      whatToDo: [
        'Use the card for your purchase.',
        'If you did not enter it anywhere, cancel it: somebody else may have the number.',
      ],
    },
  },
  card_blocked: {
    ...local,
    meaning:
      'Three CVV2 or expiry mismatches, counted across merchants, or the report of a fraud blocked the card for good.',
    network: networkAnswers.numberDead,
    checkout: {
      code: 'card_blocked',
      title: 'This card is blocked',
      text: 'The card does not work any more. Nothing was charged.',
      nextSteps: makeNewCard,
    },
    customer: {
      title: 'This card is blocked',
      whatHappened:
        'We blocked this card to protect you. Its security code or expiry date was typed wrong three times, or a purchase with it was reported as fraud. It stays blocked, also when all is right now.',
      whatToDo: [
        'Make a new card and copy its details from the app.',
        'If it was not you, you need do nothing more: nobody can use this number.',
      ],
    },
  },
} as const satisfies Record<string, ReasonEntry>;
