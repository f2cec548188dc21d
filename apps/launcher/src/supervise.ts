import { setTimeout as sleep } from 'node:timers/promises';
import type { RestartableProcess } from '@mayfly/local-stack';

const pauseMs = 1_000;

/** Starts a process again whenever it ends by itself, until `stopping` says that it is meant to end. */
export async function supervise(
  supervised: RestartableProcess,
  stopping: () => boolean,
  say: (line: string) => void,
): Promise<void> {
  for (;;) {
    const why = await supervised.exited;
    if (stopping()) return;
    say(`${supervised.name} ended (${why}); starting it again`);
    await sleep(pauseMs);
    if (stopping()) return;
    try {
      await supervised.restart();
      say(`${supervised.name} is back`);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }
}
