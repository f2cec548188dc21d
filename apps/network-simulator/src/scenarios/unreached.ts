const ofTheWorker =
  'No network says it: decisions come again, or contradict, on the topic. state-tables.spec.ts and replay.spec.ts do it.';

/** Rows of the state tables and reasons that no scenario brings about, and why. */
export const unreached: Readonly<Record<string, string>> = {
  'card/claimed/validity_over':
    'The validity would have to end within the seconds of a decision; state-tables.spec.ts does it.',
  ...Object.fromEntries(
    ['approved', 'declined', 'reversed', 'expired', 'cleared'].flatMap((state) => [
      [`authorization/${state}/same_decision_again`, ofTheWorker],
      [`authorization/${state}/other_decision`, ofTheWorker],
    ]),
  ),
  'reason/employment_too_short': 'No rule gives it any more: the scorecard weighs the same months.',
  'reason/income_too_low_for_amount':
    'No amount that the rules let pass is as much as six months of income: that line of the scorecard is always at its best.',
  'reason/purchase_power_exceeded':
    'The card service admits no more than is available, and says purchase_power_insufficient; the worker sees the balances of that very transaction.',
  'reason/creditworthiness_score': 'Only a scorecard of one’s own has a characteristic without a reason.',
  'reason/unusual_pattern':
    'Where the model in force declines, amount, merchant and reports weigh more: in 400,000 pasts of a customer it was never among the reasons. fraud-reasons.spec.ts tests it.',
  'reason/assessment_unavailable':
    'Something that the assessment needs would have to fail; trouble.spec.ts of the worker does it.',
  'reason/internal_error': 'A fault of ours: none is known.',
};
