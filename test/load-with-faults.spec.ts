import { runCommand } from './support/command';
import { RunningMayfly } from './support/running-mayfly';

const faults = 'duplicate=.1,delay=.1,reorder=.1,lost=.1,cut=.03,other=.1,late-reversal=.05';

describe('a load of all that networks say, on lines on which things go wrong', () => {
  let mayfly: RunningMayfly;

  beforeAll(async () => {
    mayfly = await RunningMayfly.start();
  }, 90_000);

  afterAll(() => mayfly.stop(), 30_000);

  it.each(['http', 'iso8583'])(
    'over %s: every answer is as without, and what has none says why',
    async (transport) => {
      const { exitCode, printed } = await runCommand(
        mayfly,
        'network-simulator',
        ...['load', '--mix', 'outcomes', '--rate', '40', '--seconds', '2.5', '--seed', '11'],
        ...['--profile', 'bursts', '--transport', transport, '--faults', faults],
      );
      expect(printed).toMatch(/^sent 100, answered (\d+), as expected \1$/m);
      expect(printed).toMatch(/^not answered: \d+: taken back, its answer was lost$/m);
      expect(printed).toMatch(/faults on the way: .*lost \d+/);
      expect(printed).not.toContain('✗');
      expect(exitCode).toBe(0);
    },
  );

  it('leaves nothing behind that breaks an invariant', async () => {
    expect(await mayfly.violations()).toEqual([]);
  });

  it('says in a sentence which option is not what it has to be', async () => {
    const { exitCode, printed } = await runCommand(mayfly, 'network-simulator', 'load', '--profile', 'wild');
    expect(printed).toBe('--profile: constant, ramp or bursts, not wild\n');
    expect(exitCode).toBe(2);
  });

  it('says why nothing was answered when the system is gone', async () => {
    await mayfly.system.cardServices[0]?.process.kill();
    const { exitCode, printed } = await runCommand(mayfly, 'network-simulator', 'load');
    expect(printed).toMatch(/^http:\/\/[^ ]+: connection refused\. Is a system running\? npm start$/m);
    expect(exitCode).toBe(1);
  });
});
