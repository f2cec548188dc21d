import { readAllPolicies } from '@mayfly/assessment';
import { runAgain } from './run-again';
import { keptDecisions, versionsWithKeptDecisions } from '../../../../test/assessment/kept-decisions';

const policies = readAllPolicies();

/** The files of a version are one half of what decides; this holds the other half, the code. */
describe('what a policy decided when it was new', () => {
  it('is kept for every policy', () => {
    expect(versionsWithKeptDecisions().sort()).toEqual([...policies.keys()].sort());
  });

  it.each(versionsWithKeptDecisions())('%s decides today, byte for byte', (version) => {
    const kept = keptDecisions(version);
    const troubles = kept
      .map((stored) => ({ decisionId: stored.decisionId, ...runAgain(stored, policies) }))
      .filter(({ result }) => result !== 'same');
    expect(troubles).toEqual([]);
    const kinds = new Set(kept.map(({ event }) => event.class ?? event.outcome));
    expect([...kinds].sort()).toEqual(['approved', 'credit', 'fraud', 'policy', 'technical']);
  });
});
