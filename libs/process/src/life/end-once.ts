import type { Log } from '../log/process-log';
import type { RunningProcess } from './running-process';

/** Every step of a shutdown has a limit of its own; this one is for what nobody thought of. */
const stopWithinMs = 30_000;

/** The end of the process: on a signal, when the parent is gone, or after a crash, whichever comes first. */
export class EndOnce {
  #running: RunningProcess | undefined;
  #ending = false;

  constructor(private readonly log: Log) {
    process.on('SIGTERM', () => {
      this.end('SIGTERM', 0);
    });
    process.on('SIGINT', () => {
      this.end('SIGINT', 0);
    });
    process.on('disconnect', () => {
      this.end('parent gone', 0);
    });
  }

  /** What is to be stopped; before it runs, the process just ends. */
  attach(running: RunningProcess): void {
    this.#running = running;
  }

  /** Stops the work and exits; with 1 when that fails or takes too long. Only the first call counts. */
  end(why: string, exitCode: number): void {
    if (this.#ending) return;
    this.#ending = true;
    this.log.info({ why }, 'shutting down');
    setTimeout(() => {
      this.log.error({ stopWithinMs }, 'shutdown took too long');
      process.exit(1);
    }, stopWithinMs).unref();
    (this.#running?.stop() ?? Promise.resolve()).then(
      () => process.exit(exitCode),
      (error: unknown) => {
        this.log.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  }
}
