import type { Assessment } from '../examination/assessment';
import { fraudChecks } from '../examination/checks';
import { examineBy } from '../examination/examine';
import type { Outcome } from '../examination/outcome-table';
import type { Verdict } from '../examination/verdict';
import { alternativesTo } from './alternatives';
import { counterfactualsOf } from './counterfactuals';
import { largestAmountLent } from './lending';

/**
 * What goes with a decline beside its reasons, as far as the table of outcomes lets it be told. Nothing, when the fraud
 * checks would have stopped the purchase had it come to them: what they would let pass instead is nobody's to know.
 */
export function offersWith(
  row: Outcome,
  declined: Assessment,
): Pick<Verdict, 'alternatives' | 'counterfactuals'> {
  if ((!row.alternatives && !row.counterfactuals) || isSuspected(declined)) {
    return { alternatives: [], counterfactuals: [] };
  }
  const { purchase, policy } = declined;
  const lentMinor = largestAmountLent(purchase, policy, purchase.request.amountMinor - 1);
  return {
    alternatives: row.alternatives ? alternativesTo(purchase, policy, lentMinor) : [],
    counterfactuals: row.counterfactuals ? counterfactualsOf(declined, lentMinor) : [],
  };
}

function isSuspected(declined: Assessment): boolean {
  return examineBy(fraudChecks, declined).finding !== 'nothing_against';
}
