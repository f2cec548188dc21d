import {
  disposableDatabase,
  disposableTopicPrefix,
  freePorts,
  temporaryDirectory,
  type ServerAddresses,
} from '@mayfly/local-stack';
import { instances, type AppStart } from './app-settings';
import { linkCount, localLinks, type LinkAddress } from './links';
import { freshSecrets, type Secrets } from './secrets';
import { startApp, type AppProcess } from './start-app';

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
  /** Lets debuggers in; they are not unless said so. */
  readonly debuggers?: boolean;
}

/** A whole Mayfly: its applications, and where everything is. */
export interface MayflySystem {
  /** Of the card services. */
  readonly urls: readonly string[];
  readonly operatorKey: string;
  /** The settings that seal and find card numbers. */
  readonly cardKeys: Pick<Secrets, 'CARD_VAULT_KEY' | 'CARD_LOOKUP_KEY' | 'CARD_VERIFICATION_KEY'>;
  readonly cardDatabaseUrl: string;
  readonly assessmentDatabaseUrl: string;
  readonly kafkaBrokers: string;
  readonly topicPrefix: string;
  /** Of the first card service: where card networks call it. */
  readonly links: readonly LinkAddress[];
  readonly cardServices: readonly AppProcess[];
  readonly workers: readonly AppProcess[];
  readonly logDir: string;
  /** Ends the applications in good order, and drops the databases that were its own. */
  stop(): Promise<void>;
}

/** Starts the applications as processes of their own; settles when each is ready. */
export async function startMayfly(options: MayflyOptions): Promise<MayflySystem> {
  const { servers, cardServices = 1, workers = 1 } = options;
  const undo: Undo = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const settings = await systemSettings(options, undo);
    const logDir = options.logDir ?? disposableFolder(undo);
    const ports = await freePorts(cardServices + workers + linkCount);
    const { addresses, setting } = localLinks(
      linkPortsOf(options.env?.['ISO8583_PORT'], ports.splice(cardServices + workers)),
    );
    const counts = { 'card-service': cardServices, 'assessment-worker': workers };
    const apps = await startTogether(
      instances(counts, { ISO8583_LINKS: setting, ...settings }, ports, logDir, options.debuggers),
      undo,
    );
    const cards = apps.filter(({ app }) => app === 'card-service');
    return {
      urls: cards.map(({ url }) => url),
      operatorKey: settings.MAYFLY_OPERATOR_KEY,
      cardKeys: {
        CARD_VAULT_KEY: settings.CARD_VAULT_KEY,
        CARD_LOOKUP_KEY: settings.CARD_LOOKUP_KEY,
        CARD_VERIFICATION_KEY: settings.CARD_VERIFICATION_KEY,
      },
      cardDatabaseUrl: settings.CARD_DATABASE_URL,
      assessmentDatabaseUrl: settings.ASSESSMENT_DATABASE_URL,
      kafkaBrokers: servers.kafkaBrokers,
      topicPrefix: settings.TOPIC_PREFIX,
      links: addresses,
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

/** The first link is where ISO8583_PORT says, the others at free ports. */
function linkPortsOf(first: string | undefined, free: readonly number[]): number[] {
  return first === undefined ? [...free] : [Number(first), ...free.slice(1)];
}

/** How what was started is taken back, the last step first. */
type Undo = (() => Promise<unknown>)[];

async function systemSettings({ servers, env = {} }: MayflyOptions, undo: Undo) {
  const database = async (setting: string): Promise<string> => {
    const given = env[setting];
    if (given !== undefined) return given;
    const own = await disposableDatabase(servers.postgresUrl);
    undo.push(() => own.drop());
    return own.url;
  };
  return {
    TOPIC_PREFIX: disposableTopicPrefix(),
    ...freshSecrets(),
    ...env,
    KAFKA_BROKERS: servers.kafkaBrokers,
    CARD_DATABASE_URL: await database('CARD_DATABASE_URL'),
    ASSESSMENT_DATABASE_URL: await database('ASSESSMENT_DATABASE_URL'),
  };
}

function disposableFolder(undo: Undo): string {
  const folder = temporaryDirectory();
  undo.push(() => folder.remove());
  return folder.path;
}

/** When one does not get ready, those that do are ended all the same. */
async function startTogether(starts: readonly AppStart[], undo: Undo): Promise<AppProcess[]> {
  const running: AppProcess[] = [];
  undo.push(() => Promise.all(running.map((app) => app.process.stop())));
  const starting = starts.map(async (start) => {
    const app = await startApp(start);
    running.push(app);
    return app;
  });
  await Promise.allSettled(starting);
  return Promise.all(starting);
}
