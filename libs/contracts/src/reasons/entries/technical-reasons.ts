import { networkAnswers } from '../network-answers';
import type { ReasonEntry } from '../reason';
import { tryAgainSoon } from './checkout-texts';

const technical = { class: 'technical', bureauBased: false, agent: 'customer_text' } as const;

const ourFault = {
  title: 'We could not check your purchase',
  whatToDo: [
    'Try again in a minute: the card still works.',
    'If it happens again, pay in another way and tell us.',
  ],
};

/** Nothing is wrong with card, purchase or customer: a message or a part of the system failed. */
export const technicalReasons = {
  duplicate_with_other_content: {
    ...technical,
    meaning: 'The network used the key of an earlier message again, with other content.',
    network: networkAnswers.duplicate,
    checkout: {
      code: 'duplicate_with_other_content',
      title: 'The payment was sent twice',
      text: 'The shop sent the same payment twice, with different details. The second one was not charged.',
      nextSteps: ['Look whether the first payment went through.', 'If it did not, start the payment again.'],
    },
    customer: {
      title: 'Sent twice by the shop',
      whatHappened:
        'The shop sent the same payment twice with different details. We kept to the first one and refused the second.',
      whatToDo: ['Look whether the first payment went through. If it did not, start the payment again.'],
    },
  },
  decision_timed_out: {
    ...technical,
    meaning:
      'No decision came before the deadline; one that comes later is recorded as late and not applied.',
    network: networkAnswers.noDecision,
    checkout: {
      code: 'decision_timed_out',
      title: 'No answer in time',
      text: 'The purchase could not be checked in time. Nothing was charged.',
      nextSteps: tryAgainSoon,
    },
    customer: {
      ...ourFault,
      whatHappened:
        'Our check took longer than a shop can wait, so we refused the purchase. That is our fault and says nothing about you. Nothing was charged.',
    },
  },
  reversed_before_decision: {
    ...technical,
    meaning:
      'The network took the message back before it was decided, or before it came. A decision that comes later is recorded as late and not applied.',
    network: networkAnswers.noDecision,
    checkout: {
      code: 'reversed_before_decision',
      title: 'The payment was taken back',
      text: 'The payment was taken back before it was decided. Nothing was charged.',
      nextSteps: tryAgainSoon,
    },
    customer: {
      title: 'Taken back by the shop',
      whatHappened:
        'The shop, or the card network between the shop and us, took this payment back before we had decided on it. Nothing was charged.',
      whatToDo: ['If you still want to buy, pay again: the card still works.'],
    },
  },
  assessment_unavailable: {
    ...technical,
    meaning: 'The assessment could not decide: something it needs was missing or failed.',
    network: networkAnswers.noDecision,
    checkout: {
      code: 'assessment_unavailable',
      title: 'The purchase could not be checked',
      text: 'The purchase could not be checked just now. Nothing was charged.',
      nextSteps: tryAgainSoon,
    },
    customer: {
      ...ourFault,
      whatHappened:
        'Our check did not work just then, so we refused the purchase. That is our fault and says nothing about you. Nothing was charged.',
    },
  },
  internal_error: {
    ...technical,
    meaning: 'A fault of the card service while it handled the message.',
    network: networkAnswers.internalError,
    checkout: {
      code: 'internal_error',
      title: 'Something went wrong',
      text: 'Something went wrong at the card issuer. Nothing was charged.',
      nextSteps: tryAgainSoon,
    },
    customer: {
      ...ourFault,
      whatHappened:
        'Something went wrong on our side, so we refused the purchase. It says nothing about you. Nothing was charged.',
    },
  },
} as const satisfies Record<string, ReasonEntry>;
