import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../spec/card-database';
import { LastUses, recordedEverySeconds } from './last-uses';

describe('the last use of an API key', () => {
  const database = cardDatabaseForTests();
  let uses: LastUses;
  let keyId: string;
  let nowMs = 0;

  const instance = () => new LastUses(database.pool, { nowMs: () => nowMs });

  beforeEach(async () => {
    uses = instance();
    keyId = await auditorKey();
  });
  afterEach(() => jest.restoreAllMocks());

  async function auditorKey(): Promise<string> {
    const id = randomUUID();
    await database.pool.query(
      "insert into api_keys (id, key_hash, role) values ($1::uuid, $1::text::bytea, 'auditor')",
      [id],
    );
    return id;
  }

  async function writes(id = keyId): Promise<string | undefined> {
    const { rows } = await database.pool.query<{ at: string }>(
      'select last_used_at::text || xmin as at from api_keys where id = $1',
      [id],
    );
    return rows[0]?.at;
  }

  it('is noted without asking the database', () => {
    const asked = jest.spyOn(database.pool, 'connect');
    for (let calls = 0; calls < 1_000; calls += 1) uses.note(keyId);
    expect(asked).not.toHaveBeenCalled();
  });

  it('is written in one statement for many keys, and not again within a minute', async () => {
    const keyIds = [keyId, ...(await Promise.all(Array.from({ length: 50 }, auditorKey)))];
    const asked = jest.spyOn(database.pool, 'connect');
    for (const id of keyIds) uses.note(id);
    expect(await uses.sweep()).toBe(keyIds.length);
    nowMs += recordedEverySeconds * 1_000 - 1;
    for (const id of keyIds) uses.note(id);
    expect(await uses.sweep()).toBe(0);
    expect(asked).toHaveBeenCalledTimes(1);
    nowMs += 1;
    uses.note(keyId);
    expect(await uses.sweep()).toBe(1);
  });

  it('is written once though two instances see the key in use', async () => {
    uses.note(keyId);
    await uses.sweep();
    const written = await writes();
    expect(written).toEqual(expect.any(String));
    const other = instance();
    other.note(keyId);
    await other.sweep();
    expect(await writes()).toBe(written);
  });

  it('is written later when the database was away', async () => {
    uses.note(keyId);
    jest.spyOn(database.pool, 'connect').mockRejectedValueOnce(new Error('Connection terminated') as never);
    await expect(uses.sweep()).rejects.toThrow('Connection terminated');
    expect(await writes()).toBeNull();
    expect(await uses.sweep()).toBe(1);
    expect(await writes()).toEqual(expect.any(String));
  });

  it('waits for the sweep of a bounded number of keys', async () => {
    for (let keys = 0; keys < 20_000; keys += 1) uses.note(randomUUID());
    let swept = 0;
    for (let count = await uses.sweep(); count > 0; count = await uses.sweep()) {
      expect(count).toBeLessThanOrEqual(1_000);
      swept += count;
    }
    expect(swept).toBe(10_000);
  });
});
