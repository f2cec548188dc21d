import { randomUUID } from 'node:crypto';
import { cardDatabase, type CardDatabase } from '../../../../test/support/card-service/card-database';
import { ApiKeyDirectory, hashOfApiKey } from './api-key-directory';
import { SigningSecrets } from './signing-secrets';

describe('the directory of API keys', () => {
  let database: CardDatabase;
  let nowMs = 0;
  const clock = { now: () => new Date(nowMs) };
  const secrets = new SigningSecrets(Buffer.alloc(32, 1));

  beforeAll(async () => {
    database = await cardDatabase();
  });
  afterAll(() => database.drop());

  async function auditorKey(): Promise<string> {
    const apiKey = `key-${randomUUID()}`;
    await database.pool.query("insert into api_keys (id, key_hash, role) values ($1, $2, 'auditor')", [
      randomUUID(),
      hashOfApiKey(apiKey),
    ]);
    return apiKey;
  }

  it('hears within five seconds that another instance revoked a key', async () => {
    const directory = new ApiKeyDirectory(database.pool, clock, secrets);
    const apiKey = await auditorKey();
    expect((await directory.find(apiKey))?.principal.role).toBe('auditor');
    await database.pool.query('update api_keys set revoked_at = now()');
    nowMs += 4_999;
    expect(await directory.find(apiKey)).toBeDefined();
    nowMs += 1;
    expect(await directory.find(apiKey)).toBeUndefined();
  });

  it('asks the database once for a thousand calls at the same time', async () => {
    const directory = new ApiKeyDirectory(database.pool, clock, secrets);
    const apiKey = await auditorKey();
    const query = jest.spyOn(database.pool, 'connect');
    await Promise.all(Array.from({ length: 1_000 }, () => directory.find(apiKey)));
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });
});
