import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { eventually, isRunning } from '../../../libs/local-stack/spec/eventually';
import { familyOf } from '../spec/processes';

const launcher = resolve(__dirname, '../dist/launch.js');
const rotateKeys = resolve(__dirname, '../../card-service/dist/rotate-keys.js');

interface RunFile {
  readonly pid: number;
  readonly urls: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cardKeys: Readonly<Record<string, string>>;
}

describe('npm start', () => {
  jest.setTimeout(120_000);
  let folder: string;
  let program: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'launch-spec-'));
    // PostgreSQL runs as another user when this one is root.
    chmodSync(folder, 0o755);
    program = join(folder, 'launch.js');
    writeFileSync(
      program,
      `const { launch } = require(${JSON.stringify(launcher)});
       const screen = { say: (line = '') => console.log(line), step: (title, work) => work(() => undefined) };
       launch({ checkout: ${JSON.stringify(folder)}, cardServices: 1, workers: 1, tellStories: false, built: Promise.resolve(), screen })
         .then((code) => { process.exitCode = code; }, (error) => { console.error(error.message); process.exitCode = 1; });`,
    );
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function environment(changes: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
    const { PATH, JAVA_HOME, HOME, XDG_CACHE_HOME } = process.env;
    return {
      PATH,
      JAVA_HOME,
      HOME,
      XDG_CACHE_HOME,
      TMPDIR: folder,
      PORT: '0',
      HEALTH_PORT: '0',
      ...changes,
    };
  }

  /** As npm does it: a process that starts a shell that starts the program. */
  function npmStart(env: NodeJS.ProcessEnv): ChildProcess {
    const npm = `require('node:child_process').spawn('/bin/sh', ['-c', '"$0" "$1"; exit $?', process.execPath, ${JSON.stringify(program)}], { stdio: 'inherit' })
      .once('exit', (code) => process.exit(code)); process.on('SIGINT', () => undefined);`;
    return spawn(process.execPath, ['-e', npm], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  }

  async function up(env: NodeJS.ProcessEnv): Promise<{ npm: ChildProcess; run: RunFile; family: number[] }> {
    const npm = npmStart({ ...env, npm_lifecycle_event: 'start' });
    const complaint = npm.stderr ? text(npm.stderr) : Promise.resolve('');
    npm.stdout?.resume();
    const file = join(folder, '.mayfly/running.json');
    const failed = once(npm, 'exit').then(async () => {
      throw new Error(await complaint);
    });
    failed.catch(() => undefined);
    await Promise.race([eventually(() => existsSync(file), 90_000), failed]);
    return { npm, run: JSON.parse(readFileSync(file, 'utf8')) as RunFile, family: familyOf(npm.pid ?? 0) };
  }

  async function nothingIsLeft(family: readonly number[]): Promise<void> {
    await eventually(() => !family.some((pid) => isRunning(pid)), 30_000);
    await eventually(() => !readdirSync(folder).some((name) => name.startsWith('mayfly-')), 10_000);
    await eventually(() => !existsSync(join(folder, '.mayfly/running.json')), 10_000);
  }

  it('serves until Ctrl-C, and then leaves nothing behind but its logs', async () => {
    const { npm, run, family } = await up(environment());
    // npm, its shell, the launcher, the guardian, two servers, two applications, and PostgreSQL's own processes.
    expect(family.length).toBeGreaterThan(8);
    const ready = await fetch(`${run.urls[0] ?? ''}/health/ready`);
    expect(ready.status).toBe(200);
    expect(Object.keys(run.env)).toEqual(
      expect.arrayContaining(['MAYFLY_URL', 'MAYFLY_OPERATOR_KEY', 'CARD_DATABASE_URL', 'KAFKA_BROKERS']),
    );

    // What changes the keys of card numbers finds them; the other commands do not.
    const keys = ['CARD_VAULT_KEY', 'CARD_LOOKUP_KEY', 'CARD_VERIFICATION_KEY'];
    expect(Object.keys(run.cardKeys)).toEqual(keys);
    expect(Object.keys(run.env)).not.toEqual(expect.arrayContaining(keys));
    const rotation = spawn(process.execPath, [rotateKeys], { env: { ...run.env, ...run.cardKeys } });
    const rotated = once(rotation, 'exit');
    expect(await text(rotation.stderr)).toBe('');
    expect(await rotated).toEqual([0, null]);

    const exit = once(npm, 'exit');
    process.kill(-(npm.pid ?? 0), 'SIGINT');
    expect(await exit).toEqual([0, null]);
    await nothingIsLeft(family);
    const [logs = ''] = readdirSync(join(folder, '.mayfly/logs'));
    expect(readdirSync(join(folder, '.mayfly/logs', logs)).sort()).toEqual([
      'assessment-worker-1.log',
      'card-service-1.log',
      'kafka.log',
      'postgres.log',
    ]);
  });

  it('leaves nothing behind when it is killed with SIGKILL', async () => {
    const { run, family } = await up(environment());
    process.kill(run.pid, 'SIGKILL');
    await nothingIsLeft(family);
  });

  it('leaves nothing behind when npm is killed with SIGKILL', async () => {
    const { npm, family } = await up(environment());
    npm.kill('SIGKILL');
    await nothingIsLeft(family);
  });

  it('without Java says what to install, in words and not in a stack trace', async () => {
    const npm = npmStart(environment({ PATH: '/nowhere', JAVA_HOME: '/nowhere' }));
    const complaint = npm.stderr ? await text(npm.stderr) : '';
    expect(complaint).toContain('Install a Java runtime, version 17 or later');
    expect(complaint).not.toContain('    at ');
    expect(readdirSync(folder).filter((name) => name.startsWith('mayfly-'))).toEqual([]);
  });
});
