import 'reflect-metadata';
import { EndOnce } from './operation/end-once';
import { createLog } from './operation/log';
import { InvalidSetting, readSettings, type Settings } from './settings';
import { startWorker } from './start-worker';

void run();

async function run(): Promise<void> {
  const settings = settingsOrExit();
  const log = createLog(settings.logLevel);
  const ending = new EndOnce(log);
  try {
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

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof InvalidSetting)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
