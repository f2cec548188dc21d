import { Sweeper, type Sweep } from './sweeper';

/** A sweep that gives these counts, one for each batch, and then zeros. */
function counting(name: string, counts: (number | Error)[], log: string[]): Sweep {
  return {
    name,
    sweep: () => {
      log.push(name);
      const count = counts.shift() ?? 0;
      return count instanceof Error ? Promise.reject(count) : Promise.resolve(count);
    },
  };
}

describe('the sweeper', () => {
  /** Runs until `log` has `length` entries. */
  async function run(sweeps: Sweep[], log: string[], length: number): Promise<string[]> {
    const errors: string[] = [];
    const sweeper = new Sweeper({
      sweeps,
      intervalMs: 1,
      onError: (sweep, error) => errors.push(`${sweep}: ${String(error)}`),
    });
    sweeper.onApplicationBootstrap();
    while (log.length < length) await new Promise((resolve) => setImmediate(resolve));
    await sweeper.beforeApplicationShutdown();
    return errors;
  }

  it('runs a sweep again at once while it finds something, then the next', async () => {
    const log: string[] = [];
    await run([counting('holds', [256, 256, 3], log), counting('cards', [1], log)], log, 6);
    expect(log.slice(0, 6)).toEqual(['holds', 'holds', 'holds', 'holds', 'cards', 'cards']);
  });

  it('comes back round after round', async () => {
    const log: string[] = [];
    await run([counting('holds', [], log)], log, 3);
    expect(log.length).toBeGreaterThanOrEqual(3);
  });

  it('reports a sweep that fails, goes on with the others, and tries it again in the next round', async () => {
    const log: string[] = [];
    const errors = await run(
      [counting('holds', [new Error('away')], log), counting('cards', [], log)],
      log,
      4,
    );
    expect(log.slice(0, 4)).toEqual(['holds', 'cards', 'holds', 'cards']);
    expect(errors).toEqual(['holds: Error: away']);
  });

  it('gives the others a turn though one never ends', async () => {
    const log: string[] = [];
    const endless: Sweep = {
      name: 'endless',
      sweep: () => {
        log.push('endless');
        return Promise.resolve(1);
      },
    };
    await run([endless, counting('cards', [], log)], log, 45);
    expect(log).toContain('cards');
  });

  it('stops after the batch in hand and begins no other', async () => {
    const log: string[] = [];
    const finish: (() => void)[] = [];
    const sweeper = new Sweeper({
      sweeps: [
        {
          name: 'slow',
          sweep: () =>
            new Promise((resolve) => {
              log.push('slow');
              finish.push(() => {
                resolve(256);
              });
            }),
        },
        counting('cards', [], log),
      ],
      intervalMs: 1,
      onError: () => undefined,
    });
    sweeper.onApplicationBootstrap();
    const stopped = sweeper.beforeApplicationShutdown();
    finish[0]?.();
    await stopped;
    expect(log).toEqual(['slow']);
  });
});
