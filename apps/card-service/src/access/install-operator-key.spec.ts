import { randomUUID } from 'node:crypto';
import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { systemIds } from '../providers';
import type { Settings } from '../settings';
import { hashOfApiKey } from './api-key-directory';
import { InstallOperatorKey } from './install-operator-key';

describe('the operator key of the settings', () => {
  let database: CardDatabase;

  beforeEach(async () => {
    database = await cardDatabase();
  });
  afterEach(() => database.drop());

  const start = (operatorKey: string) =>
    new InstallOperatorKey(database.pool, systemIds, { operatorKey } as Settings).execute();

  async function isInForce(operatorKey: string): Promise<boolean> {
    const { rows } = await database.pool.query(
      'select from api_keys where key_hash = $1 and revoked_at is null',
      [hashOfApiKey(operatorKey)],
    );
    return rows.length === 1;
  }

  it('that an operator revoked stays revoked at the next start', async () => {
    const key = randomUUID();
    await start(key);
    await database.pool.query('update api_keys set revoked_at = now() where key_hash = $1', [
      hashOfApiKey(key),
    ]);
    await start(key);
    expect(await isInForce(key)).toBe(false);
  });

  it('is replaced by the next one, and in force again when the settings go back to it', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await start(first);
    await start(second);
    expect([await isInForce(first), await isInForce(second)]).toEqual([false, true]);
    await start(first);
    expect([await isInForce(first), await isInForce(second)]).toEqual([true, false]);
  });
});
