import { reasonOf, type ReasonCode } from '../catalogue';
import type { ExplanationFacts } from './explanation';
import { moneyInWords } from './plain-words';

/** Title and first sentence of a text; `nextSteps` where the state, not the reason, says what to do. */
export interface Headline {
  readonly title: string;
  readonly summary: string;
  readonly nextSteps?: readonly string[];
}

const nothingToDo = ['Nothing: there is nothing you have to do.'];

/** Says in one sentence where the authorization stands. `codes` as of `decidingReasons`. */
export function headlineOf(facts: ExplanationFacts, codes: readonly ReasonCode[]): Headline {
  const amount = moneyInWords(facts.amountMinor, facts.currency);
  const title = codes[0] === undefined ? '' : reasonOf(codes[0]).customer.title;
  switch (facts.state) {
    case 'pending':
      return {
        title: 'We are checking your purchase',
        summary: `We are checking your purchase of ${amount}. It takes a few seconds at most.`,
        nextSteps: ['Wait a moment: the shop gets our answer by itself.'],
      };
    case 'approved':
      return { title, summary: `Your purchase of ${amount} was approved. The card number is used up now.` };
    case 'verified':
      return {
        title,
        summary: 'A shop asked whether this card is valid, and we said yes. Nothing was charged.',
      };
    case 'declined':
      return { title, summary: `Your purchase of ${amount} was declined. Nothing was charged.` };
    case 'timed_out':
      return { title, summary: `Your purchase of ${amount} was declined because our check took too long.` };
    case 'reversed':
      return {
        title: 'Purchase taken back',
        summary: `The shop took your purchase of ${amount} back. You owe nothing for it. The card number stays used up.`,
        nextSteps: nothingToDo,
      };
    case 'expired':
      return {
        title: 'The shop did not collect the money',
        summary: `We approved your purchase of ${amount}, but the shop never collected the money. You owe nothing for it.`,
        nextSteps: ['If you still wait for your order, ask the shop.'],
      };
    case 'cleared':
      return {
        title: 'Purchase completed',
        summary: `The shop collected ${amount} for your purchase. You owe us this amount now.`,
        nextSteps: ['Pay it back when it is due, or earlier: your purchase power grows with it.'],
      };
  }
}
