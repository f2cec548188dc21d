import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start';
import { SupervisedProcess, type SystemUser } from '../processes/supervised-process';
import { postgresBinaries } from './postgres-binaries';
import { mayEnter, unprivilegedUser } from './unprivileged-user';

/** A directory that PostgreSQL can be started in. */
export interface Cluster {
  readonly binaries: string;
  readonly dataDir: string;
  readonly logFile: string;
  readonly password: string;
  readonly user: SystemUser | undefined;
}

/** Makes a cluster in `directory`, or opens the one that is there. */
export async function openCluster(directory: string, logDir = directory): Promise<Cluster> {
  await mkdir(directory, { recursive: true });
  const user = unprivilegedUser();
  if (user && !mayEnter(user, directory)) {
    throw new CannotStart(
      `PostgreSQL cannot run as root, and the user it runs as instead may not enter ${directory}: ` +
        'choose a data directory whose parents every user may enter, such as one in /tmp or /var/tmp.',
    );
  }
  const cluster = {
    binaries: await reachableBinaries(directory, user),
    dataDir: join(directory, 'data'),
    logFile: join(logDir, 'postgres.log'),
    user,
  };
  const passwordFile = join(directory, 'password');
  if (existsSync(join(cluster.dataDir, 'PG_VERSION'))) {
    return { ...cluster, password: readFileSync(passwordFile, 'utf8') };
  }
  const password = randomBytes(12).toString('hex');
  await rm(cluster.dataDir, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await mkdir(cluster.dataDir, { mode: 0o700 });
  if (user) await Promise.all([passwordFile, cluster.dataDir].map((path) => chown(path, user.uid, user.gid)));
  await initialise({ ...cluster, password }, passwordFile);
  return { ...cluster, password };
}

/** The package may lie inside root's home, where PostgreSQL's user cannot read it: then a copy is used. */
async function reachableBinaries(directory: string, user: SystemUser | undefined): Promise<string> {
  const { home } = postgresBinaries();
  if (user === undefined || mayEnter(user, home)) return join(home, 'bin');
  const copy = join(directory, 'postgresql');
  await cp(home, copy, { recursive: true, verbatimSymlinks: true, force: true });
  await chmod(copy, 0o755);
  return join(copy, 'bin');
}

async function initialise(
  { binaries, dataDir, logFile, user }: Cluster,
  passwordFile: string,
): Promise<void> {
  const initdb = SupervisedProcess.start({
    name: 'initdb',
    command: join(binaries, 'initdb'),
    args: [
      `--pgdata=${dataDir}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    cwd: dataDir,
    logFile,
    stopSignal: 'SIGTERM',
    ...(user && { user }),
  });
  const why = await initdb.exited;
  if (why !== 'exit code 0') {
    throw new CannotStart(`PostgreSQL's initdb failed (${why}):\n${initdb.logTail()}`);
  }
}
