import { stateTables } from '@mayfly/contracts';
import type { Scene } from '../apps/network-simulator/src/client/scene';
import { Telling } from '../apps/network-simulator/src/stories/story';
import { stories, tellStories } from '../apps/network-simulator/src/stories/tell-stories';
import { runCommand } from './support/command';
import { RunningMayfly } from './support/running-mayfly';

/** What customers were promised and a story shows from end to end. */
const promises: Readonly<Record<string, string>> = {
  'approved-once': 'R1, R2: ',
  'declined-for-credit': 'R8, R10, R13: ',
  'declined-by-the-score': 'R3, R4: ',
  'approved-after-verification': 'R14: ',
  'purchase-power-told': 'R8, R10: ',
  'fraud-reported': 'R9, R15: ',
  'declined-for-fraud': 'R9: ',
  'declined-unverified-identity': 'R4: ',
  'checkout-tells-what-to-do': 'R11: ',
  'agent-sees-no-reason': 'R6, R12: ',
  'full-reversal': 'R1: ',
};

describe('the stories', () => {
  let mayfly: RunningMayfly;
  let scene: Scene;

  beforeAll(async () => {
    mayfly = await RunningMayfly.start();
    scene = await mayfly.stage();
  }, 90_000);

  afterAll(() => mayfly.stop(), 30_000);

  it('include every one that a state table names', () => {
    const named = Object.values(stateTables).flatMap((rows) => rows.flatMap(({ story }) => story ?? []));
    expect(stories.map(({ name }) => name)).toEqual(expect.arrayContaining([...new Set(named)]));
  });

  it.each(stories.map((story) => ({ story, promise: promises[story.name] ?? '', title: story.title })))(
    '$promise$title',
    async ({ story }) => {
      const telling = new Telling();
      await story.play(scene, telling, mayfly.system.links);
      expect(telling.steps.length).toBeGreaterThan(0);
    },
  );

  it('leave nothing behind that breaks an invariant', async () => {
    expect(await mayfly.violations()).toEqual([]);
  });

  it('told by the command, end with exit code 0', async () => {
    const { exitCode, printed } = await runCommand(mayfly, 'network-simulator', 'stories', 'approved-once');
    expect(printed).toContain('Every story ended as it should.');
    expect(exitCode).toBe(0);
  });

  it('told by the command, show a purchase by ISO 8583 field by field: number, name, value and what it stands for', async () => {
    const { exitCode, printed } = await runCommand(
      mayfly,
      'network-simulator',
      'stories',
      'approved-over-a-line',
    );
    expect(printed).toMatch(/network {2}signs on at 127\.0\.0\.1:\d+ +00/);
    expect(printed).toContain('0100 authorization request');
    expect(printed).toMatch(/ {2}2 primary account number +\d{8}\*{4}\d{4}\n/);
    expect(printed).toMatch(/ {2}4 amount, transaction +000000004990 49\.90 EUR\n/);
    expect(printed).toMatch(/92 CVV2=\*\*\*/);
    expect(printed).toContain('0110 authorization answer');
    expect(printed).toMatch(/ 39 response code +00 +approved\n/);
    expect(exitCode).toBe(0);
  });

  it('told by the command where there is no ISO 8583 port, leave that one out and say why', async () => {
    const lines: string[] = [];
    const system = { url: mayfly.system.urls[0] ?? '', operatorKey: mayfly.system.operatorKey };
    const broken = await tellStories(
      system,
      ['approved-over-a-line'],
      (line) => {
        lines.push(line);
      },
      {},
    );
    expect(lines).toEqual([
      '- approved-over-a-line is not told: this system has no ISO 8583 port (MAYFLY_ISO8583_LINKS names none)',
    ]);
    expect(broken).toBe(0);
  });

  it('told by the command without a worker, end with exit code 1: the purchase is answered 91', async () => {
    await mayfly.system.workers[0]?.process.kill();
    const { exitCode, printed } = await runCommand(mayfly, 'network-simulator', 'stories', 'approved-once');
    expect(printed).toContain('91 timed_out');
    expect(printed).toContain('1 stories did not end as they should.');
    expect(exitCode).toBe(1);
  });
});
