import { createLog, type Log } from './operation/log';
import { InvalidSetting, readSettings, type Settings } from './settings';
import { startService, type RunningService } from './start-service';

void main();

async function main(): Promise<void> {
  const settings = settingsOrExit();
  const log = createLog(settings.logLevel);
  let service: RunningService | undefined;
  let leaving = false;
  const leave = async (why: string, exitCode: number): Promise<void> => {
    if (leaving) return;
    leaving = true;
    log.info({ why }, 'shutting down');
    await service?.stop().catch((error: unknown) => {
      log.error({ err: error }, 'shutdown was not clean');
    });
    process.exit(exitCode);
  };
  process.on('SIGTERM', (signal) => void leave(signal, 0));
  process.on('SIGINT', (signal) => void leave(signal, 0));
  process.on('disconnect', () => void leave('parent gone', 0));
  try {
    service = await startService(settings, log, (error) => {
      log.fatal({ err: error }, 'the consumer has crashed');
      void leave('consumer crashed', 1);
    });
    announce(service, log);
  } catch (error) {
    log.fatal({ err: error }, 'start failed');
    process.exit(1);
  }
}

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof InvalidSetting)) throw error;
    createLog('info').fatal(error.message);
    process.exit(1);
  }
}

/** For people, and for a parent process that waits for it. */
function announce({ url }: RunningService, log: Log): void {
  log.info({ url }, 'ready');
  process.send?.({ ready: true, url });
}
