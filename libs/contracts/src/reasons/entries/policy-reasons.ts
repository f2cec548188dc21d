import { networkAnswers } from '../network-answers';
import type { ReasonEntry } from '../reason';
import { purchaseNotApproved } from './checkout-texts';

const policy = {
  class: 'policy',
  bureauBased: false,
  checkout: purchaseNotApproved,
  agent: 'customer_text',
} as const;

/** Gates of the assessment: no weight, no score; who does not pass one is declined as such. */
export const policyReasons = {
  identity_not_verified: {
    ...policy,
    meaning: 'The identity of the customer is not verified.',
    network: networkAnswers.restricted,
    customer: {
      title: 'We need to know who you are',
      whatHappened: 'Your identity is not verified at the moment. Until it is, we may not lend you anything.',
      whatToDo: ['Verify your identity in the app with your identity card or passport, then try again.'],
    },
  },
  under_age: {
    ...policy,
    meaning: 'The verified date of birth is less than 18 years ago.',
    network: networkAnswers.notAllowed,
    customer: {
      title: 'Only from 18 on',
      whatHappened:
        'By law we may lend to people from 18 years on only, and your date of birth says you are younger.',
      whatToDo: [
        'If your date of birth is wrong with us, have it corrected with your identity card or passport.',
      ],
    },
  },
  age_not_verified: {
    ...policy,
    meaning: 'The date of birth is not verified.',
    network: networkAnswers.restricted,
    customer: {
      title: 'We need to verify your age',
      whatHappened:
        'Your date of birth is not verified at the moment. Until it is, we may not lend you anything.',
      whatToDo: ['Verify your age in the app with your identity card or passport, then try again.'],
    },
  },
  residence_not_verified: {
    ...policy,
    meaning: 'The place of residence is not verified.',
    network: networkAnswers.restricted,
    customer: {
      title: 'We need to verify your address',
      whatHappened: 'Your address is not verified at the moment. Until it is, we may not lend you anything.',
      whatToDo: [
        'Verify your address in the app with a recent bill or a certificate of residence, then try again.',
      ],
    },
  },
  country_not_served: {
    ...policy,
    meaning: 'The customer lives in a country that is not served.',
    network: networkAnswers.notAllowed,
    customer: {
      title: 'Not in your country yet',
      whatHappened: 'We do not offer these cards in the country where you live.',
      whatToDo: ['If you have moved, change your address in the app and verify it.'],
    },
  },
  merchant_category_not_allowed: {
    ...policy,
    meaning: 'One-time cards may not be used in this merchant category.',
    network: networkAnswers.notAllowed,
    checkout: {
      code: 'merchant_category_not_allowed',
      title: 'This card cannot pay for this kind of purchase',
      text: 'One-time cards do not work for some kinds of purchase, and this is one. Nothing was charged.',
      nextSteps: ['Choose another way to pay.'],
    },
    customer: {
      title: 'Not for this kind of shop',
      whatHappened:
        'One-time cards do not work for some kinds of shop, such as gambling, gift cards or subscriptions. This shop is one of them. Nothing was charged.',
      whatToDo: ['Pay this one in another way. The card still works elsewhere.'],
    },
  },
} as const satisfies Record<string, ReasonEntry>;
