import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { attemptUntil } from '../processes/attempt-until';
import { freePorts } from '../processes/free-ports';
import { RestartableProcess } from '../processes/restartable-process';
import { temporaryDirectory } from '../processes/temporary-directory';
import { openCluster, type Cluster } from './initialise-cluster';

/** A PostgreSQL server of this process. */
export interface LocalPostgres {
  /** Of the superuser, to the database `postgres`. */
  readonly url: string;
  readonly logFile: string;
  /** To kill it, or to start it again on the same port. */
  readonly server: RestartableProcess;
  /** Ends it; deletes its data unless they were put into a directory of the caller's. */
  stop(): Promise<void>;
}

/** Where a server keeps its data. Without a directory: in a temporary one, which goes with it. */
export interface Placement {
  readonly dataDir?: string;
  /** Where the server's log is kept; otherwise beside its data. */
  readonly logDir?: string;
}

const startWithinMs = 60_000;

const settings = {
  listen_addresses: '127.0.0.1',
  // A socket file would need a directory with a short name that two users can write.
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '64MB',
  // After each checkpoint whole pages are logged: under load they would be most of the log.
  max_wal_size: '4GB',
  // A stalled client must not hold an account's lock for ever.
  idle_in_transaction_session_timeout: '60s',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Starts PostgreSQL on a free port; settles when it has answered a query. */
export async function startPostgres({ dataDir, logDir }: Placement = {}): Promise<LocalPostgres> {
  const temporary = dataDir === undefined ? temporaryDirectory() : undefined;
  try {
    const cluster = await openCluster(resolve(temporary?.path ?? dataDir ?? ''), logDir);
    const [port = 0] = await freePorts(1);
    const url = `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`;
    const server = await RestartableProcess.start(
      program(cluster, port),
      (_process, signal) => attemptUntil(() => answerQuery(url), signal),
      startWithinMs,
    );
    return {
      url,
      logFile: cluster.logFile,
      server,
      async stop() {
        await server.stop();
        await temporary?.remove();
      },
    };
  } catch (error) {
    await temporary?.remove();
    throw error;
  }
}

function program(cluster: Cluster, port: number) {
  return {
    name: 'PostgreSQL',
    command: join(cluster.binaries, 'postgres'),
    args: [
      '-D',
      cluster.dataDir,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    cwd: cluster.dataDir,
    logFile: cluster.logFile,
    // SIGTERM would wait for the last client to leave.
    stopSignal: 'SIGINT' as const,
    ...(cluster.user && { user: cluster.user }),
  };
}

async function answerQuery(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end();
  }
}
