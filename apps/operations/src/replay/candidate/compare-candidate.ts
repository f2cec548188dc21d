import { decide, type Policy, type Snapshot, type Verdict } from '@mayfly/assessment';
import type { CustomerProfile } from '@mayfly/contracts';
import { creditApplicant, scoreApplicant } from '@mayfly/scorecard';
import type { StoredDecision } from '../stored-decision';
import { OutcomeMatrix, type Ending } from './outcome-matrix';

/** A purchase whose outcome the candidate turns. */
export interface TurnedPurchase {
  readonly decision: StoredDecision;
  readonly amountMinor: number;
  readonly currency: string;
  readonly verdict: Verdict;
  readonly fraudReported: boolean;
}

/** Purchases turned one way, in one currency; amounts in its minor units. */
export interface Turned {
  purchases: number;
  amountMinor: bigint;
  /** Probability of bad × amount, by the scorecard in force and by the candidate's. */
  lossInForceMinor: number;
  lossByCandidateMinor: number;
  /** Of the purchases, those reported as fraud. */
  reported: number;
  reportedMinor: bigint;
}

/** What the candidate would change in one currency. */
export interface Change {
  readonly newlyApproved: Turned;
  readonly newlyDeclined: Turned;
}

/** Of customers refused anew no more are told apart than this: memory has a bound. */
export const mostCustomersCounted = 100_000;

/** Sets a candidate against what was decided, one decision after the other; holds counts and a few examples. */
export class CandidateComparison {
  readonly matrix = new OutcomeMatrix();
  readonly changes = new Map<string, Change>();
  readonly examples: TurnedPurchase[] = [];
  /** Customers with a purchase that was approved, was not reported as fraud, and would be refused. */
  readonly goodCustomersRefused = new Set<string>();

  /** @param mostExamples turned purchases that are kept to be shown */
  constructor(
    private readonly candidate: Policy,
    private readonly mostExamples: number,
  ) {}

  /**
   * Lets the candidate decide the snapshot of a stored decision.
   *
   * @param inForce the policy that made it
   * @param fraudReported the purchase was reported as fraud, before or after the decision
   * @throws what deciding throws on a snapshot that is none
   */
  add(decision: StoredDecision, inForce: Policy, fraudReported: boolean): void {
    const snapshot = JSON.parse(decision.snapshot) as Snapshot;
    const verdict = decide(snapshot, this.candidate);
    this.matrix.add(endingOf(decision.event), endingOf(verdict));
    if (verdict.outcome === decision.event.outcome) return;
    const { amountMinor, currency } = snapshot.request;
    const purchase = { decision, amountMinor, currency, verdict, fraudReported };
    this.#weigh(purchase, snapshot, inForce);
    if (this.examples.length < this.mostExamples) this.examples.push(purchase);
  }

  #weigh(
    { amountMinor, currency, verdict, fraudReported }: TurnedPurchase,
    snapshot: Snapshot,
    inForce: Policy,
  ): void {
    const change = this.#changeIn(currency);
    const turned = verdict.outcome === 'approved' ? change.newlyApproved : change.newlyDeclined;
    turned.purchases += 1;
    turned.amountMinor += BigInt(amountMinor);
    turned.lossInForceMinor += amountMinor * probabilityOfBad(snapshot, inForce);
    turned.lossByCandidateMinor += amountMinor * probabilityOfBad(snapshot, this.candidate);
    if (fraudReported) {
      turned.reported += 1;
      turned.reportedMinor += BigInt(amountMinor);
    } else if (verdict.outcome === 'declined' && this.goodCustomersRefused.size < mostCustomersCounted) {
      this.goodCustomersRefused.add(snapshot.request.customerId);
    }
  }

  #changeIn(currency: string): Change {
    const known = this.changes.get(currency);
    if (known !== undefined) return known;
    const change = { newlyApproved: none(), newlyDeclined: none() };
    this.changes.set(currency, change);
    return change;
  }
}

function none(): Turned {
  return {
    purchases: 0,
    amountMinor: 0n,
    lossInForceMinor: 0,
    lossByCandidateMinor: 0,
    reported: 0,
    reportedMinor: 0n,
  };
}

function endingOf({ outcome, class: part }: Pick<Verdict, 'outcome' | 'class'>): Ending {
  return outcome === 'approved' ? 'approved' : (part ?? 'technical');
}

/** Whoever is turned has a profile: without a usable one every policy declines. */
function probabilityOfBad({ profile, request }: Snapshot, { credit }: Policy): number {
  return profile === null ? 0 : scored(profile, request.account, credit.scorecard);
}

function scored(
  profile: CustomerProfile,
  { heldMinor, owedMinor }: Snapshot['request']['account'],
  scorecard: Policy['credit']['scorecard'],
): number {
  const exposureMinor = BigInt(heldMinor) + BigInt(owedMinor);
  return scoreApplicant(scorecard, creditApplicant(profile, exposureMinor)).probability;
}
