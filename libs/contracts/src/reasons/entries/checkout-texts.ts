import type { CheckoutText } from '../reason';

/** What the shop shows whenever the true reason is the customer's own business: one text, so that nothing can be read from it. */
export const purchaseNotApproved: CheckoutText = {
  code: 'purchase_not_approved',
  title: 'The purchase was not approved',
  text: 'The card issuer did not approve this purchase. Nothing was charged.',
  nextSteps: [
    'Open the app that made this card: it says why, and what you can do.',
    'Or choose another way to pay.',
  ],
};

/** For failures of ours that pass by themselves. */
export const tryAgainSoon = [
  'Wait a minute and try again with the same card.',
  'If it happens again, choose another way to pay.',
];

export const makeNewCard = [
  'Make a new card in the app that made this one and pay with it.',
  'Or choose another way to pay.',
];
