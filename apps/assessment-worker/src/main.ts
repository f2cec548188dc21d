import 'reflect-metadata';
import { createLog, type Log } from './operation/log';
import { InvalidSetting, readSettings, type Settings } from './settings';
import { startWorker, type Worker } from './start-worker';

/** Every step of a shutdown has a limit of its own; this one is for what nobody thought of. */
const stopWithinMs = 25_000;

async function run(): Promise<void> {
  const settings = settingsOrExit();
  const log = createLog(settings.logLevel);
  try {
    const ending = new EndOnce(log);
    const worker = await startWorker(settings, log, (error) => {
      log.fatal({ err: error }, 'consumer crashed');
      ending.end(1);
    });
    ending.attach(worker);
    log.info({ url: worker.url }, 'ready');
    process.send?.({ ready: true, url: worker.url });
  } catch (error) {
    log.fatal({ err: error }, 'cannot start');
    process.exit(1);
  }
}

/** The end of the process: on a signal, when the parent is gone, or after a crash, whichever comes first. */
class EndOnce {
  #worker: Worker | undefined;
  #ending = false;

  constructor(private readonly log: Log) {
    for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
      process.once(signal, () => {
        this.end(0);
      });
    }
  }

  attach(worker: Worker): void {
    this.#worker = worker;
  }

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

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof InvalidSetting)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

void run();
