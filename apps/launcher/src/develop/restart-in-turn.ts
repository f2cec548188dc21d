import type { RestartableProcess } from '@mayfly/local-stack';
import type { Screen } from '../screen';

/** Starts processes anew, each once at a time: what is asked for meanwhile is done once more afterwards. */
export class RestartInTurn {
  readonly #running = new Map<RestartableProcess, Promise<void>>();
  readonly #again = new Set<RestartableProcess>();

  constructor(private readonly screen: Screen) {}

  of(process: RestartableProcess): void {
    if (this.#running.has(process)) {
      this.#again.add(process);
      return;
    }
    const restarted = this.#restart(process).finally(() => {
      this.#running.delete(process);
      if (this.#again.delete(process)) this.of(process);
    });
    this.#running.set(process, restarted);
  }

  /** Settles when what is under way is done. */
  async end(): Promise<void> {
    this.#again.clear();
    await Promise.all(this.#running.values());
  }

  async #restart(process: RestartableProcess): Promise<void> {
    const startedMs = performance.now();
    try {
      await process.restart();
      this.screen.say(`  ${process.name} is back, ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
    } catch (error) {
      this.screen.say(`  ${error instanceof Error ? error.message : String(error)}`);
      this.screen.say(`  ${process.name} is tried again at the next save`);
    }
  }
}
