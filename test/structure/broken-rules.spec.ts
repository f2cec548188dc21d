import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { readScenarios } from '../../apps/network-simulator/src/scenarios/read-scenarios';

const checkout = resolve(__dirname, '../..');

describe('the rules that are broken one by one', () => {
  it('are at least ten, each still where it was, each watched over by a scenario of its own', () => {
    const listed = spawnSync(process.execPath, ['scripts/break-rules.mjs', '--list'], {
      cwd: checkout,
      encoding: 'utf8',
    });
    expect(listed).toMatchObject({ status: 0, stderr: '' });
    const scenarios = listed.stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '');
    expect(scenarios.length).toBeGreaterThanOrEqual(10);
    expect(new Set(scenarios).size).toBe(scenarios.length);
    expect(readScenarios().map(({ name }) => name)).toEqual(expect.arrayContaining(scenarios));
  });
});
