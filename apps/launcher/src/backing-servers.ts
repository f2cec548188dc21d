import { join } from 'node:path';
import {
  administer,
  createDatabase,
  databaseUrl,
  startKafka,
  startPostgres,
  type RestartableProcess,
} from '@mayfly/local-stack';
import type { Screen } from './screen';

/** A server that the launcher runs, and has to end. */
export interface OwnServer {
  readonly server: RestartableProcess;
  stop(): Promise<void>;
}

/** The servers on which the applications work. */
export interface BackingServers {
  readonly cardDatabaseUrl: string;
  readonly assessmentDatabaseUrl: string;
  readonly kafkaBrokers: string;
}

/** What backing servers are started with. */
export interface BackingOptions {
  /** May name servers that run already. */
  readonly env: NodeJS.ProcessEnv;
  readonly dataDir: string | undefined;
  readonly logDir: string;
  readonly screen: Screen;
  /** Told each server as soon as it runs. */
  readonly onStarted: (server: OwnServer) => void;
}

/** Starts those servers that the environment does not name, at the same time. When one fails, the other has been told. */
export async function backingServers(options: BackingOptions): Promise<BackingServers> {
  const starting = [databases(options), brokers(options)] as const;
  await Promise.allSettled(starting);
  const [databaseUrls, kafkaBrokers] = await Promise.all(starting);
  return { ...databaseUrls, kafkaBrokers };
}

type DatabaseUrls = Pick<BackingServers, 'cardDatabaseUrl' | 'assessmentDatabaseUrl'>;

async function databases({ env, dataDir, logDir, screen, onStarted }: BackingOptions): Promise<DatabaseUrls> {
  const { CARD_DATABASE_URL: card, ASSESSMENT_DATABASE_URL: assessment } = env;
  if (card !== undefined && assessment !== undefined) {
    return { cardDatabaseUrl: card, assessmentDatabaseUrl: assessment };
  }
  return screen.step('PostgreSQL', async (note) => {
    const server = await startPostgres({ logDir, ...inside(dataDir, 'postgres') });
    onStarted(server);
    await administer(server.url, async (client) => {
      await createDatabase(client, 'card');
      await createDatabase(client, 'assessment');
    });
    note(new URL(server.url).host);
    return {
      cardDatabaseUrl: card ?? databaseUrl(server.url, 'card'),
      assessmentDatabaseUrl: assessment ?? databaseUrl(server.url, 'assessment'),
    };
  });
}

async function brokers({ env, dataDir, logDir, screen, onStarted }: BackingOptions): Promise<string> {
  const given = env['KAFKA_BROKERS'];
  if (given !== undefined) return given;
  return screen.step('Kafka', async (note) => {
    const server = await startKafka({ logDir, ...inside(dataDir, 'kafka') }, note);
    onStarted(server);
    note(server.brokers);
    return server.brokers;
  });
}

function inside(dataDir: string | undefined, name: string): { dataDir?: string } {
  return dataDir === undefined ? {} : { dataDir: join(dataDir, name) };
}
