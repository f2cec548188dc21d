import { join } from 'node:path';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { outboxMigrations } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import { parkedCommand } from './parked-command';

describe('the list of parked messages', () => {
  let database: DisposableDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await disposableDatabase(
      process.env['TEST_POSTGRES_URL'] ?? '',
      outboxMigrations,
      join(__dirname, '../../../card-service/migrations'),
    );
    pool = createPool(database.url, { max: 1, applicationName: 'parked spec' });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  async function list(...args: string[]): Promise<{ code: number; lines: string[] }> {
    const lines: string[] = [];
    const code = await parkedCommand(args, { cardDatabaseUrl: database.url }, (line) => lines.push(line));
    return { code, lines };
  }

  it('says so when nothing is parked', async () => {
    expect(await list()).toEqual({ code: 0, lines: ['nothing is parked'] });
  });

  it('names the newest first, with kind, reason, sender and what it said', async () => {
    await pool.query(`
      insert into parties (id, kind, name, scheme)
        values ('018f0000-0000-7000-8000-000000000001', 'network', 'Nordic Network', 'visa');
      insert into parked_messages (id, network_id, kind, reason, acquirer_id, transmitted_at, stan, terminal_id, message, received_at)
        values
          ('018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-000000000001', 'refund', 'no_original', '1',
            '2026-03-01T10:00:00Z', '000041', 'T', '{"amountMinor": 500}', '2026-03-01T10:00:01Z'),
          ('018f0000-0000-7000-8000-00000000000b', '018f0000-0000-7000-8000-000000000002', 'clearing', 'unknown_card', '1',
            '2026-03-02T10:00:00Z', '000042', 'T', '{}', '2026-03-02T10:00:01Z')`);
    const { lines } = await list();
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(
      /clearing unknown_card +from 018f0000-0000-7000-8000-000000000002, trace number 000042/,
    );
    expect(lines[2]).toMatch(/refund +no_original +from Nordic Network, trace number 000041/);
    expect(lines[3]).toContain('{"amountMinor":500}');
    expect(JSON.parse((await list('--json', '--limit', '1')).lines.join(''))).toMatchObject([
      { stan: '000042' },
    ]);
  });

  it('refuses a limit that is none', async () => {
    await expect(list('--limit', 'all')).rejects.toThrow('--limit: a whole number from 1 to 1000, not all');
  });
});
