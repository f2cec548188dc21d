import { join } from 'node:path';
import { disposableDatabase } from '../disposable/disposable-database';
import { disposableTopicPrefix } from '../disposable/disposable-topic-prefix';
import { freePorts } from '../processes/free-ports';
import { temporaryDirectory } from '../processes/temporary-directory';
import type { ServerAddresses } from '../servers';
import { freshSecrets } from './secrets';
import { startApp, type AppName, type AppProcess, type AppStart } from './start-app';

/** What to start, and on which servers. */
export interface MayflyOptions {
  readonly servers: ServerAddresses;
  /** Instances; one by default. */
  readonly cardServices?: number;
  /** Instances; one by default. */
  readonly workers?: number;
  /**
   * Settings that differ from the usual ones. Databases and topics that are not named here are the system's own, and
   * its databases are dropped when it stops.
   */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the logs are kept; otherwise they go with the system. */
  readonly logDir?: string;
  /** Told each instance that is ready. */
  readonly onReady?: (app: AppProcess) => void;
}

/** A whole Mayfly: its applications, and where everything is. */
export interface MayflySystem {
  /** Of the card services. */
  readonly urls: readonly string[];
  readonly operatorKey: string;
  readonly cardDatabaseUrl: string;
  readonly assessmentDatabaseUrl: string;
  readonly kafkaBrokers: string;
  readonly topicPrefix: string;
  readonly cardServices: readonly AppProcess[];
  readonly workers: readonly AppProcess[];
  readonly logDir: string;
  /** Ends the applications in good order, and drops the databases that were its own. */
  stop(): Promise<void>;
}

/** Starts the applications as processes of their own; settles when each is ready. */
export async function startMayfly(options: MayflyOptions): Promise<MayflySystem> {
  const { servers, cardServices = 1, workers = 1, env = {}, onReady } = options;
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  const database = async (setting: string): Promise<string> => {
    const given = env[setting];
    if (given !== undefined) return given;
    const own = await disposableDatabase(servers.postgresUrl);
    undo.push(() => own.drop());
    return own.url;
  };
  try {
    const [cardDatabaseUrl, assessmentDatabaseUrl] = await Promise.all([
      database('CARD_DATABASE_URL'),
      database('ASSESSMENT_DATABASE_URL'),
    ]);
    const secrets = { ...freshSecrets(), ...env };
    const shared = {
      TOPIC_PREFIX: disposableTopicPrefix(),
      ...env,
      KAFKA_BROKERS: servers.kafkaBrokers,
    };
    const logs = options.logDir === undefined ? temporaryDirectory() : undefined;
    if (logs) undo.push(() => logs.remove());
    const logDir = options.logDir ?? logs?.path ?? '';

    const settings = {
      'card-service': { ...shared, ...secrets, CARD_DATABASE_URL: cardDatabaseUrl },
      'assessment-worker': { ...shared, ASSESSMENT_DATABASE_URL: assessmentDatabaseUrl },
    };
    const starts = instances(
      { 'card-service': cardServices, 'assessment-worker': workers },
      await freePorts(cardServices + workers),
      settings,
      logDir,
    );
    const starting = starts.map(async (start) => {
      const app = await startApp(start);
      undo.push(() => app.process.stop());
      onReady?.(app);
      return app;
    });
    await Promise.allSettled(starting);
    const apps = await Promise.all(starting);
    const cards = apps.filter(({ app }) => app === 'card-service');
    return {
      urls: cards.map(({ url }) => url),
      operatorKey: secrets.MAYFLY_OPERATOR_KEY,
      cardDatabaseUrl,
      assessmentDatabaseUrl,
      kafkaBrokers: servers.kafkaBrokers,
      topicPrefix: shared.TOPIC_PREFIX,
      cardServices: cards,
      workers: apps.filter(({ app }) => app === 'assessment-worker'),
      logDir,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const portSetting: Record<AppName, string> = { 'card-service': 'PORT', 'assessment-worker': 'HEALTH_PORT' };

/** A port is chosen beforehand, so that an instance has the same one when it is started again. */
function instances(
  counts: Readonly<Record<AppName, number>>,
  ports: readonly number[],
  settings: Readonly<Record<AppName, Readonly<Record<string, string>>>>,
  logDir: string,
): AppStart[] {
  const apps: readonly AppName[] = ['card-service', 'assessment-worker'];
  const names = apps.flatMap((app) =>
    Array.from({ length: counts[app] }, (_, index) => ({ app, number: index + 1 })),
  );
  return names.map(({ app, number }, index) => {
    const port = (number === 1 ? settings[app][portSetting[app]] : undefined) ?? String(ports[index]);
    const name = `${app}-${number}`;
    return {
      app,
      name,
      env: { ...settings[app], [portSetting[app]]: port },
      logFile: join(logDir, `${name}.log`),
    };
  });
}
