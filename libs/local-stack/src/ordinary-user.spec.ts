import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { eventually, isRunning } from '../spec/eventually';
import { cacheDirectory } from './kafka/kafka-jars';
import { mayEnter, unprivilegedUser } from './postgres/unprivileged-user';

const library = resolve(__dirname, '..');

/** Starts both servers, prints their processes, and stays. */
const program = `
  require(${JSON.stringify(library)}).startServers().then(({ postgres, kafka }) => {
    console.log(JSON.stringify([process.getuid(), postgres.server.pid, kafka.server.pid]));
    setInterval(() => undefined, 1000);
  });`;

describe('the servers of an ordinary user', () => {
  jest.setTimeout(120_000);
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'home-'));
  });

  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it('work without any privilege, and end when their parent is killed with SIGKILL', async () => {
    const candidate = unprivilegedUser();
    // A checkout inside root's home is root's alone: then this user has to do.
    const user = candidate && mayEnter(candidate, library) ? candidate : undefined;
    const cache = join(home, 'cache');
    cpSync(cacheDirectory(), join(cache, 'mayfly'), { recursive: true });
    if (user) own(home, user.uid, user.gid);

    const parent = spawn(process.execPath, ['-e', program], {
      ...user,
      env: {
        PATH: process.env['PATH'],
        JAVA_HOME: process.env['JAVA_HOME'],
        HOME: home,
        TMPDIR: home,
        XDG_CACHE_HOME: cache,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: '/',
    });
    const complaint = text(parent.stderr);
    const [line] = (await Promise.race([once(parent.stdout, 'data'), once(parent, 'exit')])) as [
      Buffer | number,
    ];
    if (typeof line === 'number') throw new Error(await complaint);
    const [uid, ...pids] = JSON.parse(line.toString()) as number[];
    expect(uid).toBe(user?.uid ?? process.getuid?.());
    expect(pids.every((pid) => isRunning(pid))).toBe(true);

    parent.kill('SIGKILL');
    await eventually(() => !pids.some((pid) => isRunning(pid)), 20_000);
    await eventually(() => !readdirSync(home).some((name) => name.startsWith('mayfly-')), 20_000);
  });
});

function own(path: string, uid: number, gid: number): void {
  chmodSync(path, 0o755);
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    chownSync(join(entry.parentPath, entry.name), uid, gid);
  }
}
