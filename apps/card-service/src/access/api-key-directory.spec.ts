import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../spec/card-database';
import { problemOf } from '../http/problem-of';
import { ApiKeyDirectory, hashOfApiKey } from './api-key-directory';
import { SigningSecrets } from './signing-secrets';

const dayMs = 24 * 3_600_000;

const everythingButTheDate = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

describe('the directory of API keys', () => {
  const database = cardDatabaseForTests();
  let directory: ApiKeyDirectory;
  let nowMs = 0;
  const clock = { nowMs: () => nowMs };
  const secrets = new SigningSecrets([Buffer.alloc(32, 1)]);

  beforeEach(() => {
    directory = new ApiKeyDirectory(database.pool, clock, secrets);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  async function auditorKey(expiresInMs: number | null = null): Promise<string> {
    const apiKey = `key-${randomUUID()}`;
    await database.pool.query(
      "insert into api_keys (id, key_hash, role, expires_at) values ($1, $2, 'auditor', now() + $3 * interval '1 ms')",
      [randomUUID(), hashOfApiKey(apiKey), expiresInMs],
    );
    return apiKey;
  }

  const queries = () => jest.spyOn(database.pool, 'connect');

  it('hears within five seconds that another instance revoked a key', async () => {
    const apiKey = await auditorKey();
    expect((await directory.find(apiKey))?.principal.role).toBe('auditor');
    await database.pool.query('update api_keys set revoked_at = now()');
    nowMs += 4_999;
    expect(await directory.find(apiKey)).toBeDefined();
    nowMs += 1;
    expect(await directory.find(apiKey)).toBeUndefined();
  });

  it('remembers nothing that was asked before a key was revoked here', async () => {
    const apiKey = await auditorKey();
    const asked = directory.find(apiKey);
    directory.forget();
    expect(await asked).toBeDefined();
    await database.pool.query('update api_keys set revoked_at = now()');
    expect(await directory.find(apiKey)).toBeUndefined();
  });

  it('hears of it in time also when the wall clock is set back a day meanwhile', async () => {
    const apiKey = await auditorKey();
    await directory.find(apiKey);
    await database.pool.query('update api_keys set revoked_at = now()');
    jest.useFakeTimers({ now: Date.now() - dayMs, doNotFake: [...everythingButTheDate] });
    nowMs += 5_000;
    expect(await directory.find(apiKey)).toBeUndefined();
  });

  it('knows a key no longer than its expiry, however short that is away', async () => {
    const apiKey = await auditorKey(1_000);
    expect(await directory.find(apiKey)).toBeDefined();
    const asked = queries();
    nowMs += 1_000;
    await directory.find(apiKey);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(await directory.find(await auditorKey(-1))).toBeUndefined();
  });

  it('asks the database once for a thousand calls at the same time', async () => {
    const apiKey = await auditorKey();
    const asked = queries();
    await Promise.all(Array.from({ length: 1_000 }, () => directory.find(apiKey)));
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('asks once for a bearer that nobody has, and remembers that', async () => {
    const bogus = `key-${randomUUID()}`;
    const asked = queries();
    for (let calls = 0; calls < 3; calls += 1) expect(await directory.find(bogus)).toBeUndefined();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  describe('while somebody sends 20,000 different bearers that nobody has', () => {
    const flood = () =>
      Array.from({ length: 20_000 }, (_, nth) => directory.find(`bogus-${randomUUID()}-${nth}`));

    /** Each was found not to exist, or turned away with a 503 because too many waited. */
    async function endOf(bogus: readonly Promise<unknown>[]): Promise<void> {
      const outcomes = await Promise.allSettled(bogus);
      const others = outcomes.filter((outcome) =>
        outcome.status === 'fulfilled'
          ? outcome.value !== undefined
          : problemOf(outcome.reason).status !== 503,
      );
      expect(others).toEqual([]);
    }

    it('asks for them in few queries', async () => {
      const asked = queries();
      await endOf(flood());
      expect(asked.mock.calls.length).toBeLessThanOrEqual(20);
    });

    it('forgets no key that is known', async () => {
      const known = await Promise.all(Array.from({ length: 20 }, () => auditorKey()));
      await Promise.all(known.map((apiKey) => directory.find(apiKey)));
      await endOf(flood());
      const asked = queries();
      for (const apiKey of known) expect(await directory.find(apiKey)).toBeDefined();
      expect(asked).not.toHaveBeenCalled();
    });

    it('reads a known key again past all of them, also when no more may wait', async () => {
      const apiKey = await auditorKey();
      await directory.find(apiKey);
      nowMs += 5_000;
      const bogus = flood();
      let answered = 0;
      for (const one of bogus) void one.then(() => (answered += 1)).catch(() => undefined);
      expect(await directory.find(apiKey)).toBeDefined();
      expect(answered).toBeLessThan(2_000);
      await endOf(bogus);
    });

    it('finds a key that was not known as soon as there is room', async () => {
      const apiKey = await auditorKey();
      const bogus = flood();
      await Promise.any(bogus);
      expect(await directory.find(apiKey)).toBeDefined();
      await endOf(bogus);
    });
  });
});
