import { scoreAgain, Tally, watchedInputs, type Policy, type Snapshot } from '@mayfly/assessment';
import { policyOf } from '../replay/policy-of';
import type { StoredDecision } from '../replay/stored-decision';
import { Rates } from './rates';

/** What the decisions of a span of time add up to. */
export interface Period {
  readonly rates: Rates;
  /** One for each pair of models that decided, by their versions. */
  readonly tallies: ReadonlyMap<string, Tally>;
}

/**
 * Counts decisions: each for the rates, and by bands those that both models scored.
 *
 * @throws Error naming a policy that decided and is not in `policies`
 */
export async function readPeriod(
  pages: AsyncIterable<readonly StoredDecision[]>,
  policies: ReadonlyMap<string, Policy>,
): Promise<Period> {
  const rates = new Rates();
  const tallies = new Map<string, Tally>();
  for await (const page of pages) {
    for (const stored of page) {
      rates.add(stored.event);
      if (stored.event.scores.credit === null) continue;
      const policy = policyOf(stored, policies);
      const scored = scoreAgain(JSON.parse(stored.snapshot) as Snapshot, policy);
      if (scored === undefined) continue;
      const tally = tallyOf(tallies, policy);
      tally.add(tally.bandsOf(scored));
    }
  }
  return { rates, tallies };
}

/** Policies that differ in their limits alone have the same scores and inputs. */
function tallyOf(tallies: Map<string, Tally>, policy: Policy): Tally {
  const models = `${policy.credit.version} ${policy.fraud.version}`;
  const known = tallies.get(models);
  if (known !== undefined) return known;
  const tally = new Tally(watchedInputs(policy));
  tallies.set(models, tally);
  return tally;
}
