import { reasonCodes, stateTables } from '@mayfly/contracts';
import { readScenarios } from './read-scenarios';
import { unreached } from './unreached';

const rows = [
  ...Object.values(stateTables)
    .flat()
    .map(({ machine, from, event }) => `${machine}/${from ?? 'none'}/${event}`),
  ...reasonCodes.map((code) => `reason/${code}`),
];
const scenarios = readScenarios();
const covered = new Set<string>(scenarios.flatMap(({ covers }) => covers));

describe('the scenarios', () => {
  it('are at least sixty, and each says in a sentence what it shows', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(60);
    for (const { what } of scenarios) expect(what).toMatch(/^[A-Z].*\.$/);
  });

  it.each(rows)('bring about %s, or it is said why none does', (row) => {
    expect([row, covered.has(row) !== row in unreached]).toEqual([row, true]);
  });

  it.each(scenarios.map(({ name, covers, steps }) => ({ name, covers, steps })))(
    'that say they bring about a reason expect it: $name',
    ({ covers, steps }) => {
      const expected = steps.map(({ expect: wanted }) => `reason/${wanted?.reason ?? ''}`);
      const reasons = covers.filter((row) => row.startsWith('reason/'));
      expect(reasons.filter((row) => !expected.includes(row))).toEqual([]);
    },
  );

  it('name rows and reasons that there are', () => {
    expect([...covered, ...Object.keys(unreached)].filter((row) => !rows.includes(row))).toEqual([]);
  });
});
