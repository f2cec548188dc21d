import { stateTables } from '@mayfly/contracts';
import type { Scene } from '../apps/network-simulator/src/client/scene';
import { Telling } from '../apps/network-simulator/src/stories/story';
import { stories } from '../apps/network-simulator/src/stories/tell-stories';
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
      await story.play(scene, telling);
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

  it('told by the command without a worker, end with exit code 1: the purchase is answered 91', async () => {
    await mayfly.system.workers[0]?.process.kill();
    const { exitCode, printed } = await runCommand(mayfly, 'network-simulator', 'stories', 'approved-once');
    expect(printed).toContain('91 timed_out');
    expect(printed).toContain('1 stories did not end as they should.');
    expect(exitCode).toBe(1);
  });
});
