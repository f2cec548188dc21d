import { join } from 'node:path';
import { isFreePort, type RestartableProcess } from '@mayfly/local-stack';
import { freshSecrets, keptSecrets, type Secrets } from './mayfly/secrets';
import { startMayfly, type MayflySystem } from './mayfly/start-mayfly';
import { backingServers, type BackingServers } from './backing-servers';
import { restartOnSave } from './develop/restart-on-save';
import { Ending } from './ending';
import { newLogFolder } from './run-logs';
import { writeRunFile } from './run-file';
import type { Screen } from './screen';
import { supervise } from './supervise';
import { tellStories } from './tell-stories';
import { welcome } from './welcome';

/** What to start, and what to do then. */
export interface LaunchOptions {
  /** The folder of package.json. */
  readonly checkout: string;
  readonly cardServices: number;
  readonly workers: number;
  /** Keeps the servers' data and the keys here, over restarts. */
  readonly dataDir: string | undefined;
  readonly tellStories: boolean;
  readonly leaveAfterStories: boolean;
  /** Compiles what is saved, starts the applications made of it anew, and opens them to debuggers. */
  readonly develop: boolean;
  /** Settles when the applications are compiled. */
  readonly built: Promise<void>;
  readonly screen: Screen;
}

/**
 * Starts the servers and Mayfly on top of them, and stays until Ctrl-C, or until the stories are told.
 *
 * @returns the exit code
 */
export async function launch(options: LaunchOptions): Promise<number> {
  const ending = new Ending(options.screen);
  try {
    const logDir = newLogFolder(options.checkout, new Date());
    const servers = await startBacking(options, logDir, ending);
    const system = await startApplications(options, servers, logDir, ending);
    const code = options.tellStories ? await tellStories(options.checkout, system) : 0;
    if (options.leaveAfterStories) return code;
    if (ending.begun) return await forever;
    welcome(system, options.screen, options.develop);
    ending.exitCode = 0;
    return await forever;
  } catch (error) {
    // What was under way when the end came fails; that is no news.
    if (ending.begun) return await forever;
    throw error;
  } finally {
    await ending.end();
  }
}

/** The person at the terminal ends the process. */
const forever = new Promise<never>(() => undefined);

async function startBacking(options: LaunchOptions, logDir: string, ending: Ending): Promise<BackingServers> {
  const { dataDir, screen, built } = options;
  const starting = backingServers({
    env: process.env,
    dataDir,
    logDir,
    screen,
    onStarted(own) {
      ending.undo(() => own.stop());
      watch(own.server, ending, screen);
    },
  });
  // Servers that are on their way up can be ended only once they are there.
  await Promise.allSettled([starting, built]);
  await built;
  return starting;
}

async function startApplications(
  options: LaunchOptions,
  servers: BackingServers,
  logDir: string,
  ending: Ending,
): Promise<MayflySystem> {
  const { checkout, cardServices, workers, screen } = options;
  const env = {
    ...secrets(options),
    TOPIC_PREFIX: process.env['TOPIC_PREFIX'] ?? '',
    ...(await port('PORT', 3000)),
    ...(await port('HEALTH_PORT', 3001)),
    ...(await port('ISO8583_PORT', 8583)),
    CARD_DATABASE_URL: servers.cardDatabaseUrl,
    ASSESSMENT_DATABASE_URL: servers.assessmentDatabaseUrl,
  };
  const system = await screen.step('applications', async (note) => {
    const started = await startMayfly({
      servers: { postgresUrl: servers.cardDatabaseUrl, kafkaBrokers: servers.kafkaBrokers },
      cardServices,
      workers,
      env,
      logDir,
      debuggers: options.develop,
    });
    ending.undo(() => started.stop());
    note(started.urls.join(', '));
    return started;
  });
  const apps = [...system.cardServices, ...system.workers];
  // What a developer has broken comes back at the next save.
  if (options.develop) ending.undo(restartOnSave({ checkout, apps, screen }));
  else for (const { process } of apps) watch(process, ending, screen);
  ending.undo(writeRunFile(checkout, system));
  return system;
}

function watch(server: RestartableProcess, ending: Ending, screen: Screen): void {
  void supervise(
    server,
    () => ending.begun,
    (line) => {
      screen.say(`  ${line}`);
    },
  );
}

/** The port that the environment names, or the usual one when nobody has it; otherwise any free one will be taken. */
async function port(setting: string, usual: number): Promise<Record<string, string>> {
  const named = process.env[setting];
  if (named !== undefined) return { [setting]: named };
  return (await isFreePort(usual)) ? { [setting]: String(usual) } : {};
}

/** Databases that outlive this process need keys that do so too. */
function secrets({ checkout, dataDir }: LaunchOptions): Record<string, string> {
  const own = ownSecrets(checkout, dataDir);
  return Object.fromEntries(Object.entries(own).map(([name, value]) => [name, process.env[name] ?? value]));
}

function ownSecrets(checkout: string, dataDir: string | undefined): Secrets {
  if (dataDir !== undefined) return keptSecrets(join(dataDir, 'secrets.json'));
  if (process.env['CARD_DATABASE_URL'] === undefined) return freshSecrets();
  return keptSecrets(join(checkout, '.mayfly', 'secrets.json'));
}
