import { setTimeout as delay } from 'node:timers/promises';

/** Waits `ms`, or less when `signal` says that the process is stopping. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await delay(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
