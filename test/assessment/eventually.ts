import { setTimeout as delay } from 'node:timers/promises';

/** Tries until `look` passes, for ten seconds at most; then throws what it threw last. */
export async function eventually<T>(look: () => Promise<T>): Promise<T> {
  const endMs = performance.now() + 10_000;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await delay(20);
    }
  }
}
