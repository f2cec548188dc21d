import type { Log } from '../log/process-log';
import { InvalidSetting } from '../settings/invalid-setting';
import type { ProcessSettings } from '../settings/process-settings';
import { EndOnce } from './end-once';
import type { RunningProcess } from './running-process';

/** What one service puts into the life of its process. */
export interface ProcessParts<Settings extends ProcessSettings> {
  /** Throws `InvalidSetting` naming the first that is wrong. */
  readonly readSettings: (env: NodeJS.ProcessEnv) => Settings;
  readonly createLog: (level: string) => Log;
  /** Resolves when the service does its work. `onCrash`: a consumer has stopped for good, and the process ends. */
  readonly start: (settings: Settings, log: Log, onCrash: (error: Error) => void) => Promise<RunningProcess>;
}

/**
 * The whole life of a service process. Says when it is ready: in a log line, and in a message to the parent if there is a
 * channel to one. Ends with 0 on SIGTERM, on SIGINT and when that channel closes; with 1 for a setting that is missing or
 * wrong, which it names, for a start that fails, and after a crash.
 */
export async function runProcess<Settings extends ProcessSettings>(
  parts: ProcessParts<Settings>,
): Promise<void> {
  const settings = settingsOrExit(parts);
  const log = parts.createLog(settings.logLevel);
  const ending = new EndOnce(log);
  try {
    const running = await parts.start(settings, log, (error) => {
      log.fatal({ err: error }, 'the consumer has crashed');
      ending.end('consumer crashed', 1);
    });
    ending.attach(running);
    const { url } = running;
    log.info({ url }, 'ready');
    process.send?.({ ready: true, url });
  } catch (error) {
    log.fatal({ err: error }, 'start failed');
    process.exit(1);
  }
}

function settingsOrExit<Settings extends ProcessSettings>({
  readSettings,
  createLog,
}: ProcessParts<Settings>): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof InvalidSetting)) throw error;
    createLog('info').fatal(error.message);
    process.exit(1);
  }
}
