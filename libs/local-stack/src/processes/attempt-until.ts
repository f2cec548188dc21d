import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats an attempt every `everyMs` until it succeeds; when the signal says to stop, throws the last error. */
export async function attemptUntil(
  attempt: () => Promise<void>,
  signal: AbortSignal,
  everyMs = 50,
): Promise<void> {
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (signal.aborted) throw error;
      await sleep(everyMs);
    }
  }
}
