import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '@mayfly/process';

const retryMs = 500;

/** Something that a start needs and that may appear a little later than this process. */
export interface Needed {
  /** For the log. */
  readonly what: string;
  readonly limitMs: number;
  /** Settles when it is there and ready. */
  readonly attempt: () => Promise<unknown>;
  /** False for an error that waiting cannot cure. */
  readonly isAbsent: (error: unknown) => boolean;
}

/** Tries until it is there, within the limit; throws the last error then, and any other error at once. */
export async function untilAvailable({ what, limitMs, attempt, isAbsent }: Needed, log: Log): Promise<void> {
  const startedMs = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      const waitedMs = Math.round(performance.now() - startedMs);
      if (!isAbsent(error) || waitedMs + retryMs > limitMs) throw error;
      log.warn({ what, tries, waitedMs, err: error }, 'waiting: not available yet');
      await delay(retryMs);
    }
  }
}
