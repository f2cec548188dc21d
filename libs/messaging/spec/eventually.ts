import { setTimeout as delay } from 'node:timers/promises';

/** Runs `check` until it no longer throws; after `withinMs` its last error is the outcome. */
export async function eventually<T>(check: () => T | Promise<T>, withinMs = 15_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await delay(20);
    }
  }
}
