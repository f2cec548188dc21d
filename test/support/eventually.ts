import { setTimeout as delay } from 'node:timers/promises';

const lookEveryMs = 50;

/** Looks until `look` no longer throws, `withinMs` at most; then its last error is the outcome. Gives what `look` gave. */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = 30_000): Promise<T> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await delay(lookEveryMs);
    }
  }
}
