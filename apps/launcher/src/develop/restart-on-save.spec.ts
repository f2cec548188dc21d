import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { RestartableProcess } from '@mayfly/local-stack';
import { eventually } from '../../../../libs/local-stack/spec/eventually';
import type { AppProcess } from '../mayfly/start-app';
import { restartOnSave } from './restart-on-save';

const modules = resolve(__dirname, '../../../../node_modules');

/** A checkout of two services and a library that only the first is made of, each a file long. */
describe('a save', () => {
  jest.setTimeout(60_000);
  let checkout: string;
  let cardService: AppProcess;
  let worker: AppProcess;
  let said: string[];
  let end: () => Promise<void>;

  beforeAll(async () => {
    checkout = mkdtempSync(join(tmpdir(), 'develop-spec-'));
    symlinkSync(modules, join(checkout, 'node_modules'));
    project('libs/greeting', 'export const greeting: string = "good morning";');
    const program = `process.send?.({ ready: true }); setInterval(() => undefined, 1_000);`;
    project(
      'apps/card-service',
      `import { greeting } from '../../../libs/greeting/dist/main';\nconsole.log(greeting);\n${program}`,
      ['../../libs/greeting'],
    );
    project('apps/assessment-worker', `export {};\n${program}`);
    save('apps/card-service/src/cards/mint-card.sql', 'select 1');
    said = [];
    // As npm start does before it: the services are compiled.
    const apps = ['apps/card-service', 'apps/assessment-worker'];
    execFileSync(process.execPath, [join(modules, 'typescript/bin/tsc'), '-b', ...apps], { cwd: checkout });
    [cardService, worker] = await Promise.all([start('card-service'), start('assessment-worker')]);
    const screen = {
      say: (line = '') => void said.push(line),
      step: <T>(_title: string, work: (note: () => void) => Promise<T>) => work(() => undefined),
    };
    end = restartOnSave({ checkout, apps: [cardService, worker], screen });
  });

  afterAll(async () => {
    await end();
    await Promise.all([cardService.process.stop(), worker.process.stop()]);
    rmSync(checkout, { recursive: true, force: true });
  });

  function save(file: string, content: string): void {
    const path = join(checkout, file);
    mkdirSync(dirname(path), { recursive: true });
    // As most editors do it.
    writeFileSync(`${path}~`, content);
    renameSync(`${path}~`, path);
  }

  function project(folder: string, source: string, references: readonly string[] = []): void {
    const compilerOptions = {
      composite: true,
      rootDir: 'src',
      outDir: 'dist',
      module: 'node20',
      target: 'ES2023',
      types: ['node'],
      skipLibCheck: true,
      lib: ['ES2023'],
    };
    save(
      `${folder}/tsconfig.json`,
      JSON.stringify({
        compilerOptions,
        include: ['src/**/*.ts'],
        references: references.map((path) => ({ path })),
      }),
    );
    save(`${folder}/src/main.ts`, source);
  }

  async function start(app: AppProcess['app']): Promise<AppProcess> {
    const logFile = join(checkout, `${app}.log`);
    const running = await RestartableProcess.start(
      {
        name: app,
        command: process.execPath,
        args: [join(checkout, 'apps', app, 'dist/main.js')],
        logFile,
        stopSignal: 'SIGTERM',
        ipc: true,
      },
      ({ child }) =>
        new Promise((ready) => {
          child.once('message', () => {
            ready();
          });
        }),
      20_000,
    );
    return { app, url: '', logFile, process: running };
  }

  /** Settles when the process is another one. */
  async function restarted(app: AppProcess, before: number | undefined): Promise<void> {
    await eventually(
      () => app.process.pid !== before && said.at(-1)?.includes(`${app.app} is back`) === true,
      20_000,
    );
  }

  it('of what a library is made of starts the service anew that uses it, and no other', async () => {
    const [card, other] = [cardService.process.pid, worker.process.pid];
    save('libs/greeting/src/main.ts', 'export const greeting: string = "good evening";');
    await restarted(cardService, card);
    expect(readFileSync(cardService.logFile, 'utf8')).toBe('good morning\ngood evening\n');
    expect(worker.process.pid).toBe(other);
  });

  it('that does not compile is shown, and what runs is left as it is until it does', async () => {
    const before = cardService.process.pid;
    save('libs/greeting/src/main.ts', 'export const greeting: string = 42;');
    await eventually(
      () => said.some((line) => line.includes('libs/greeting/src/main.ts(1,14): error TS2322')),
      20_000,
    );
    // Not even SQL, which would take the service along into what does not compile.
    save('apps/card-service/src/cards/mint-card.sql', 'select 2');
    expect(cardService.process.pid).toBe(before);
    save('libs/greeting/src/main.ts', 'export const greeting: string = "good night";');
    await restarted(cardService, before);
    expect(readFileSync(cardService.logFile, 'utf8')).toMatch(/good evening\ngood night\n$/);
  });

  it('of SQL starts the service anew that runs it', async () => {
    const before = cardService.process.pid;
    save('apps/card-service/src/cards/mint-card.sql', 'select 3');
    await restarted(cardService, before);
  });
});
