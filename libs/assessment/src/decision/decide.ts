import type { ReasonCode, Source } from '@mayfly/contracts';
import type { Case } from '../case/case';
import type { Snapshot } from '../case/snapshot';
import { isUsable } from '../case/usable-profile';
import { offersWith } from '../offers/offers';
import type { Policy } from '../policy/policy';
import { Assessment } from '../examination/assessment';
import { checks, sourcesOf } from '../examination/checks';
import { examine, type Examination } from '../examination/examine';
import { outcomeOf } from '../examination/outcome-table';
import { mostReasons, type Verdict } from '../examination/verdict';

/** A verdict, and what both models said on the way to it; null where nothing was scored. */
export interface Assessed {
  readonly verdict: Verdict;
  readonly scored: Pick<Assessment, 'credit' | 'fraud'> | null;
}

/** Decides one purchase from its snapshot and the policy, and nothing else: no clock, no chance, no order of arrival. */
export function decide(snapshot: Snapshot, policy: Policy): Verdict {
  return assess(snapshot, policy).verdict;
}

/** As {@link decide}, with what the models said. */
export function assess(snapshot: Snapshot, policy: Policy): Assessed {
  const { request, profile, repayment, history, features } = snapshot;
  if (!isUsable(profile, request)) {
    return { verdict: unscored('profile_unusable', ['assessment_unavailable'], []), scored: null };
  }
  const purchase: Case = { request, profile, repayment, history, features, plan: { kind: 'pay_later' } };
  const assessment = new Assessment(purchase, policy);
  const verdict = verdictOf(assessment, examine(assessment));
  return { verdict, scored: verdict.scores.credit === null ? null : assessment };
}

function verdictOf(assessment: Assessment, { finding, reasons, consulted }: Examination): Verdict {
  const row = outcomeOf(finding);
  const offers = offersWith(row, assessment);
  // What would change the outcome is tried on every check, so every source is used for it.
  const sources = sourcesOf(row.scored || row.counterfactuals ? checks : consulted);
  if (!row.scored) return { ...unscored(finding, reasons, sources), ...offers };
  const { credit, fraud, policy } = assessment;
  return {
    outcome: row.outcome,
    class: row.class,
    reasons: reasons.slice(0, mostReasons),
    scores: { credit: credit.score, fraud: fraud.probability },
    creditPoints: credit.points.map(({ characteristic, points }) => ({ characteristic, points })),
    modelVersions: [policy.credit.version, policy.fraud.version],
    ...offers,
    sources,
  };
}

function unscored(
  finding: Examination['finding'],
  reasons: readonly ReasonCode[],
  sources: readonly Source[],
): Verdict {
  const row = outcomeOf(finding);
  return {
    outcome: row.outcome,
    class: row.class,
    reasons: reasons.slice(0, mostReasons),
    scores: { credit: null, fraud: null },
    creditPoints: [],
    modelVersions: [],
    alternatives: [],
    counterfactuals: [],
    sources,
  };
}
