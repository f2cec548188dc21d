import type { Worker } from '../start-worker';
import type { Log } from './log';

/** Every step of a shutdown has a limit of its own; this one is for what nobody thought of. */
const stopWithinMs = 25_000;

/** The end of the process: on a signal, when the parent is gone, or after a crash, whichever comes first. */
export class EndOnce {
  #worker: Worker | undefined;
  #ending = false;

  constructor(private readonly log: Log) {
    for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
      process.once(signal, () => {
        this.end(0);
      });
    }
  }

  /** What is to be stopped; before there is a worker, the process just ends. */
  attach(worker: Worker): void {
    this.#worker = worker;
  }

  /** Stops the worker and exits; with 1 when that fails or takes too long. Only the first call counts. */
  end(exitCode: number): void {
    if (this.#ending) return;
    this.#ending = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    (this.#worker?.stop() ?? Promise.resolve()).then(
      () => process.exit(exitCode),
      (error: unknown) => {
        this.log.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  }
}
