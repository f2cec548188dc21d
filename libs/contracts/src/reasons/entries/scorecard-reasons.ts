import type { ReasonEntry } from '../reason';
import { credit } from './credit-entry';

const thanAtCutOff = 'than it does, on average, with customers whom we just approve';

/**
 * Characteristics of the scorecard: each names what has far fewer points than the average of applicants at the cut-off has
 * there. A characteristic that is good in itself can weigh so, and the texts must be true then too.
 */
export const scorecardReasons = {
  length_of_employment: credit(
    'Scorecard: the time in the job has fewer points than applicants at the cut-off have on average.',
    'Length of employment',
    `The time you have been in your job speaks for you less ${thanAtCutOff}.`,
    ['Time helps by itself. If the start date we have is wrong, correct it in the app.'],
  ),
  irregular_employment: credit(
    'Scorecard: the kind of employment has fewer points than applicants at the cut-off have on average.',
    'Temporary or irregular employment, or none',
    `The way you earn your living speaks for you less ${thanAtCutOff}.`,
    ['If your work has changed, for example to a permanent job, tell us in the app.'],
  ),
  residential_status: credit(
    'Scorecard: whose the home is has fewer points than applicants at the cut-off have on average.',
    'Residential status',
    `Whether your home is your own, rented or shared with family speaks for you less ${thanAtCutOff}.`,
    [
      'If what we have about your home is wrong, correct it in the app.',
      'Nobody expects you to move: it is one of several things that are added up.',
    ],
  ),
  income_too_low_for_amount: credit(
    'Scorecard: all that would be owed here ÷ monthly net income has fewer points than applicants at the cut-off have on average.',
    'Income insufficient for amount of credit requested and amount owed to us',
    `Beside your monthly income, what you would owe us with this purchase speaks against you more ${thanAtCutOff}.`,
    [
      'Choose a smaller amount, or pay something back first.',
      'If your income has grown, tell us and verify it.',
    ],
  ),
  surplus_too_low_for_amount: credit(
    'Scorecard: all that would be owed here ÷ (monthly net income − essential expenses) has fewer points than applicants at the cut-off have on average.',
    'Income after essential expenses insufficient for amount of credit requested and amount owed to us',
    `Beside your income after rent and living, what you would owe us speaks against you more ${thanAtCutOff}.`,
    [
      'Choose a smaller amount, or pay something back first.',
      'If your income has grown or your expenses have fallen, tell us.',
    ],
  ),
  creditworthiness_score: {
    ...credit(
      "A characteristic of a lender's own scorecard that has no entry here. Give it one: the law wants the specific reason.",
      'A characteristic of the application not named here, weighed together with the others',
      `Something we know about you, with no better name yet, speaks for you less ${thanAtCutOff}.`,
      ['Write to us: a person looks it up and tells you what it was.'],
    ),
    // Unknown here, so treated as if it did.
    bureauBased: true,
  },
} as const satisfies Record<string, ReasonEntry>;
