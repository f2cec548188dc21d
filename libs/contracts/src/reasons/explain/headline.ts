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
      return approvedHeadline(facts, title);
    case 'verified':
      return {
        title,
        summary: 'A shop asked whether this card is valid, and we said yes. Nothing was charged.',
      };
    case 'declined':
      return facts.kind === 'increment'
        ? {
            title: 'The shop asked for more, and we declined it',
            summary: `For a purchase that we had approved the shop asked for ${amount} more. We declined that; the purchase itself stands as it was.`,
          }
        : { title, summary: `Your purchase of ${amount} was declined. Nothing was charged.` };
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
      return clearedHeadline(facts);
  }
}

function approvedHeadline(facts: ExplanationFacts, title: string): Headline {
  const { kind, amountMinor, currency, clearedMinor, flags } = facts;
  const approvedMinor = facts.approvedMinor ?? amountMinor;
  const approved = moneyInWords(approvedMinor, currency);
  if (kind === 'increment') {
    return { title, summary: `The shop asked for ${approved} more for your purchase, and we approved it.` };
  }
  const inPart =
    approvedMinor < amountMinor ? ` The shop had asked for ${moneyInWords(amountMinor, currency)}.` : '';
  const collected =
    clearedMinor > 0 ? ` The shop has collected ${moneyInWords(clearedMinor, currency)} of it so far.` : '';
  const doubted = flags.includes('declined_after_stand_in')
    ? ' We checked it only afterwards and would have declined it: it stands, and we look into it.'
    : '';
  return {
    title,
    summary: `Your purchase of ${approved} was approved. The card number is used up now.${inPart}${collected}${doubted}`,
  };
}

const late: Readonly<Record<string, string>> = {
  after_expired: ' It did so after the time in which it should have, when the money was free again.',
  after_reversed: ' It did so after it had taken the purchase back.',
  after_cleared: ' It did so after it had said that it was done.',
};

function clearedHeadline({ approvedMinor, clearedMinor, currency, flags }: ExplanationFacts): Headline {
  const cleared = moneyInWords(clearedMinor, currency);
  const than = (word: string) =>
    ` That is ${word} than the ${moneyInWords(approvedMinor ?? 0, currency)} we had approved`;
  const difference =
    approvedMinor === null || approvedMinor === clearedMinor
      ? ''
      : clearedMinor < approvedMinor
        ? `${than('less')}: the rest is free again.`
        : `${than('more')}. A shop may do that, for instance for postage or a tip; if you do not know why, ask it.`;
  return {
    title: 'Purchase completed',
    summary: `The shop collected ${cleared} for your purchase. You owe us this amount now.${difference}${flags.map((flag) => late[flag] ?? '').join('')}`,
    nextSteps: ['Pay it back when it is due, or earlier: your purchase power grows with it.'],
  };
}
