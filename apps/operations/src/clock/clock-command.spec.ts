import { join } from 'node:path';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { outboxMigrations } from '@mayfly/messaging';
import type { RunningSystem } from '../system/running-system';
import { clockCommand, secondsOf } from './clock-command';

describe('the clock of the money, by command', () => {
  let database: DisposableDatabase;

  beforeAll(async () => {
    database = await disposableDatabase(
      process.env['TEST_POSTGRES_URL'] ?? '',
      outboxMigrations,
      join(__dirname, '../../../card-service/migrations'),
    );
  });
  afterAll(async () => {
    await database.drop();
  });

  async function clock(...args: string[]): Promise<{ code: number; said: string }> {
    const lines: string[] = [];
    const system = { cardDatabaseUrl: database.url } as RunningSystem;
    return { code: await clockCommand(args, system, (line) => lines.push(line)), said: lines.join('\n') };
  }

  it('is told, set ahead, and goes on from there', async () => {
    expect((await clock()).said).toMatch(/^it is \d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect((await clock('--ahead', '24h')).said).toMatch(/ahead by 86400 s$/);
    expect((await clock('--ahead', '6d')).said).toMatch(/ahead by 604800 s$/);
    expect((await clock()).said).toMatch(/ahead by 604800 s$/);
  });

  it.each(['-1d', 'a week', '1w', '24'])('does not go back, nor by %s', async (ahead) => {
    await expect(clock(`--ahead=${ahead}`)).rejects.toThrow(`--ahead: a whole number and its unit`);
  });

  it('reads seconds, minutes, hours and days', () => {
    expect(['90s', '15m', '24h', '31d'].map(secondsOf)).toEqual([90, 900, 86_400, 2_678_400]);
  });
});
