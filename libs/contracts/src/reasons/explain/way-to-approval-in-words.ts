import type { Counterfactual } from '../../generated/events';
import type { WayToApproval } from './explanation';
import { listInWords, moneyInWords, monthsInWords } from './plain-words';

type Verified = Extract<Counterfactual, { kind: 'verify' }>['what'][number];

const words: Record<Verified, string> = {
  identity: 'identity',
  age: 'date of birth',
  residence: 'address',
  income: 'income',
};

/** What would have to be different, alone, for the same purchase to pass. Amounts are minor units of `currency`. */
export function wayToApprovalInWords(change: Counterfactual, currency: string): WayToApproval {
  return { ...change, text: `The same purchase would pass ${conditionOf(change, currency)}.` };
}

function conditionOf(change: Counterfactual, currency: string): string {
  switch (change.kind) {
    case 'smaller_amount':
      return `if it cost ${moneyInWords(change.amountMinor, currency)}`;
    case 'repay':
      return `if you first paid back ${moneyInWords(change.amountMinor, currency)} of what you owe us`;
    case 'verify':
      return `once your ${listInWords(change.what.map((what) => words[what]))} ${change.what.length === 1 ? 'is' : 'are'} verified: you can do that in the app`;
    case 'lower_obligations':
      return change.monthlyMinor === 0
        ? 'if you had no loans and instalments to pay elsewhere'
        : `if your loans and instalments elsewhere took no more than ${moneyInWords(change.monthlyMinor, currency)} a month`;
    case 'lower_credit_lines':
      return change.usedMinor === 0
        ? 'if nothing of your credit lines elsewhere were in use'
        : `if no more than ${moneyInWords(change.usedMinor, currency)} of your credit lines elsewhere were in use`;
    case 'higher_income':
      return `if your verified net income were ${moneyInWords(change.monthlyNetMinor, currency)} a month or more`;
    case 'longer_in_job':
      return `once you have been in your job for ${monthsInWords(change.monthsInJob)}`;
    case 'no_missed_payments':
      return 'after twelve months without a missed payment';
  }
}
