import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const library = resolve(__dirname, '../../dist/index.js');

describe('the life of a process', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'process-spec-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** A process whose service is started by this function body, given `onCrash`. */
  function live(start: string, env: NodeJS.ProcessEnv = { KAFKA_BROKERS: 'localhost:9092' }): Life {
    const program = join(folder, 'main.js');
    writeFileSync(
      program,
      `const { createProcessLog, processSettings, runProcess } = require(${JSON.stringify(library)});
       setInterval(() => undefined, 60_000);
       void runProcess({
         readSettings: processSettings,
         createLog: (level) => createProcessLog({ app: 'a-service', level, secrets: [] }),
         start: async (settings, log, onCrash) => { ${start} },
       });`,
    );
    return new Life(fork(program, { env: { PATH: process.env['PATH'], ...env }, silent: true }));
  }

  it('says that it is ready and where, stops the service on SIGTERM and ends with 0', async () => {
    const life = live(`return { url: 'http://here', stop: async () => log.info('stopped') };`);
    expect(await life.message()).toEqual({ ready: true, url: 'http://here' });
    life.process.kill('SIGTERM');
    expect(await life.ended).toBe(0);
    expect(life.lines()).toMatchObject([
      { msg: 'ready', url: 'http://here' },
      { msg: 'shutting down', why: 'SIGTERM' },
      { msg: 'stopped' },
    ]);
  });

  it('stops the service once, however often it is asked to', async () => {
    const life = live(
      `return { url: '', stop: async () => { log.info('stopping'); process.emit('SIGINT'); process.emit('SIGTERM'); } };`,
    );
    await life.message();
    life.process.kill('SIGINT');
    expect(await life.ended).toBe(0);
    expect(life.lines().filter(({ msg }) => msg === 'stopping')).toHaveLength(1);
  });

  it('ends with 0 when its parent is gone', async () => {
    const life = live(`return { url: '', stop: async () => undefined };`);
    await life.message();
    life.process.disconnect();
    expect(await life.ended).toBe(0);
  });

  it('ends with 0 on a signal while it is starting', async () => {
    const life = live(`process.send('starting'); await new Promise(() => undefined);`);
    await life.message();
    life.process.kill('SIGTERM');
    expect(await life.ended).toBe(0);
  });

  it('stops the service after a crash, and ends with 1', async () => {
    const life = live(
      `setImmediate(() => onCrash(new Error('gave up'))); return { url: '', stop: async () => log.info('stopped') };`,
    );
    expect(await life.ended).toBe(1);
    expect(life.lines().map(({ msg }) => msg)).toEqual([
      'ready',
      'the consumer has crashed',
      'shutting down',
      'stopped',
    ]);
  });

  it('ends with 1 when the service cannot be stopped in good order', async () => {
    const life = live(`return { url: '', stop: async () => { throw new Error('stuck'); } };`);
    await life.message();
    life.process.kill('SIGTERM');
    expect(await life.ended).toBe(1);
    expect(life.lines().at(-1)).toMatchObject({ msg: 'shutdown failed', err: { message: 'stuck' } });
  });

  it('ends with 1 when the service does not start, and says why', async () => {
    const life = live(`throw new Error('no database');`);
    expect(await life.ended).toBe(1);
    expect(life.lines()).toMatchObject([{ msg: 'start failed', err: { message: 'no database' } }]);
  });

  it('ends with 1 for a setting that is missing, and names it', async () => {
    const life = live(`return { url: '', stop: async () => undefined };`, {});
    expect(await life.ended).toBe(1);
    expect(life.lines()).toMatchObject([
      { msg: 'KAFKA_BROKERS is missing: expected host:port, separated by commas' },
    ]);
  });
});

/** A started process, what it has logged, and its end. */
class Life {
  readonly ended: Promise<unknown>;
  #printed = '';

  constructor(readonly process: ChildProcess) {
    process.stdout?.on('data', (text) => (this.#printed += String(text)));
    const printed = process.stdout === null ? undefined : once(process.stdout, 'end');
    this.ended = Promise.all([once(process, 'exit'), printed]).then(([[code]]) => code as unknown);
  }

  async message(): Promise<unknown> {
    const [message] = (await once(this.process, 'message')) as [unknown];
    return message;
  }

  lines(): Record<string, unknown>[] {
    return this.#printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}
