import type { ReasonCode } from '@mayfly/contracts';
import type { Assessment, LoanAssessment } from './assessment';
import { checks, type Check } from './checks';
import type { Finding } from './outcome-table';

/** How far a purchase came. */
export interface Examination {
  readonly finding: Finding;
  /** Ranked; empty when there is nothing against it. */
  readonly reasons: readonly ReasonCode[];
  readonly consulted: readonly Pick<Check, 'finding' | 'sources'>[];
}

/** Asks all checks in order, up to the first that has something against the purchase. */
export function examine(assessment: Assessment): Examination {
  return examineBy(checks, assessment);
}

/** The same with some of the checks. */
export function examineBy<Assessed extends LoanAssessment>(
  asked: readonly Check<Assessed>[],
  assessment: Assessed,
): Examination {
  const consulted: Check<Assessed>[] = [];
  for (const check of asked) {
    if (assessment.purchase.plan.kind === 'pay_now' && !check.concernsPayNow) continue;
    consulted.push(check);
    const reasons = check.reasonsAgainst(assessment);
    if (reasons.length > 0) return { finding: check.finding, reasons, consulted };
  }
  return { finding: 'nothing_against', reasons: [], consulted };
}
