import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { disposableDatabase, disposableTopicPrefix, type DisposableDatabase } from '@mayfly/local-stack';

const main = join(__dirname, '../dist/main.js');

describe('the process of the card service', () => {
  let database: DisposableDatabase;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '');
    env = {
      PATH: process.env['PATH'],
      CARD_DATABASE_URL: database.url,
      KAFKA_BROKERS: process.env['KAFKA_BROKERS'],
      TOPIC_PREFIX: disposableTopicPrefix(),
      PORT: '0',
      MAYFLY_OPERATOR_KEY: 'operator-key-of-a-test-run',
      MAYFLY_SYSTEM: 'local',
      CARD_VAULT_KEY: '01'.repeat(32),
      CARD_LOOKUP_KEY: '02'.repeat(32),
      CARD_VERIFICATION_KEY: '0123456789ABCDEFFEDCBA9876543210',
    };
  });
  afterAll(() => database.drop());

  /** A started process, what it has printed, and the end of it. */
  function start(environment: NodeJS.ProcessEnv): {
    process: ChildProcess;
    printed: () => string;
    ended: Promise<unknown>;
  } {
    const child = fork(main, { env: environment, silent: true });
    let printed = '';
    child.stdout?.on('data', (text) => (printed += String(text)));
    const ended = once(child, 'exit').then(([code]) => code as unknown);
    return { process: child, printed: () => printed, ended };
  }

  it('says when it is ready and where, and ends with exit code 0 on SIGTERM', async () => {
    const { process: child, printed, ended } = start(env);
    const [message] = (await once(child, 'message')) as [{ ready: boolean; url: string }];
    expect(message).toEqual({ ready: true, url: expect.stringMatching(/^http:/) as string });
    expect((await fetch(`${message.url}/health/ready`)).status).toBe(200);
    const ready = printed()
      .split('\n')
      .find((line) => line.includes('"msg":"ready"'));
    expect(JSON.parse(ready ?? '{}')).toMatchObject({ url: message.url });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('ends when its parent is gone', async () => {
    const { process: child, ended } = start(env);
    await once(child, 'message');
    child.disconnect();
    expect(await ended).toBe(0);
  });

  it('ends at once with exit code 1 for a setting that is missing, and names it', async () => {
    const { printed, ended } = start({ ...env, CARD_VAULT_KEY: undefined });
    expect(await ended).toBe(1);
    expect(printed()).toContain('CARD_VAULT_KEY is missing');
  });
});
