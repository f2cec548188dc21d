import { closeInTurn } from './close-in-turn';

describe('connections that are closed in turn', () => {
  it('wait for the one before, and are closed though it fails', async () => {
    const steps: string[] = [];
    await closeInTurn(
      async () => {
        await new Promise((resolve) => setImmediate(resolve));
        steps.push('first');
      },
      () => Promise.reject(new Error('away')),
      () => Promise.resolve(void steps.push('last')),
    );
    expect(steps).toEqual(['first', 'last']);
  });

  it('are closed though the one before takes for ever', async () => {
    jest.useFakeTimers();
    try {
      const steps: string[] = [];
      const closed = closeInTurn(
        () => new Promise(() => undefined),
        () => Promise.resolve(void steps.push('last')),
      );
      expect(steps).toEqual([]);
      await jest.advanceTimersByTimeAsync(5_000);
      await closed;
      expect(steps).toEqual(['last']);
    } finally {
      jest.useRealTimers();
    }
  });
});
