import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { passesLuhn } from '@mayfly/card-number';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { outboxMigrations } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import { CardFinder } from '../../../../apps/card-service/dist/cards/card-finder';
import { freshSecrets } from '../../../../apps/launcher/src/mayfly/secrets';
import { checkTables } from '../../../../apps/operations/src/audit/check-tables';
import { copyRows, type CopyValue } from './copy-rows';
import { fillKeys } from './fill-keys';
import { fillSystem } from './fill-system';
import { cardsOfCustomer, filledCard, filledNumber, mostFilledCards } from './filled-card';

const apps = join(__dirname, '../../../../apps');
const keys = fillKeys(freshSecrets());
const size = { cards: 200, reversalsEach: 3, purchasesEach: 4 };
const customers = size.cards / cardsOfCustomer;

let money: { readonly database: DisposableDatabase; readonly pool: Pool };
let assessment: typeof money;

beforeAll(async () => {
  money = await migrated(outboxMigrations, join(apps, 'card-service/migrations'));
  assessment = await migrated(join(apps, 'assessment-worker/migrations'));
  await fillSystem({
    cardDatabaseUrl: money.database.url,
    assessmentDatabaseUrl: assessment.database.url,
    keys,
    ...size,
  });
});

afterAll(async () => {
  for (const { database, pool } of [money, assessment]) {
    await pool.end();
    await database.drop();
  }
});

async function migrated(...folders: string[]): Promise<typeof money> {
  const database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', ...folders);
  return { database, pool: createPool(database.url, { max: 2, applicationName: 'fill spec' }) };
}

describe('a card at a place', () => {
  it('has a number and a customer of its own, evenly spread over the buckets of the outbox', () => {
    const places = [...Array(2_000).keys(), mostFilledCards - 1];
    const filled = places.map(filledNumber);
    expect(new Set(filled.map(({ number }) => number)).size).toBe(places.length);
    expect(filled.every(({ number }) => number.length === 16 && passesLuhn(number))).toBe(true);
    const ids = [...new Set(filled.map(({ customerId }) => customerId))];
    expect(ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(
      true,
    );
    const buckets = new Map<number, number>();
    for (const id of ids) {
      const bucket = parseInt(id.slice(-2), 16) % 8;
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
    }
    expect(buckets.size).toBe(8);
    expect(Math.min(...buckets.values())).toBeGreaterThan(10);
  });

  it.each([-1, 0.5, mostFilledCards])('is not there at %d', (place) => {
    expect(() => filledCard(place, keys)).toThrow(RangeError);
  });
});

describe('a filled system', () => {
  it('has its cards found by their numbers, each with the CVV2 that a network would send', async () => {
    const finder = new CardFinder(money.pool, keys.security);
    for (const place of [0, 17, size.cards - 1]) {
      const { number, cvv2, ...card } = filledCard(place, keys);
      const found = await finder.find(number);
      expect(found).toMatchObject({ ...card, state: 'open', capMinor: 10_000n, lastFour: number.slice(-4) });
      const keyId = found?.verificationKeyId ?? '';
      expect(keys.security.cvv2Matches(number, card.expiry, keyId, cvv2)).toBe(true);
    }
    expect(await finder.find(filledCard(size.cards, keys).number)).toBeUndefined();
  });

  it('is as large as it was to be, and known to the assessment', async () => {
    const count = async (pool: Pool, table: string): Promise<bigint | undefined> =>
      (await pool.query<{ count: bigint }>(`select count(*) from ${table}`)).rows[0]?.count;
    expect(await count(money.pool, 'cards')).toBe(200n);
    expect(await count(money.pool, 'accounts')).toBe(BigInt(customers));
    expect(await count(money.pool, 'ledger_legs')).toBe(BigInt(customers * (2 + 4 * size.reversalsEach)));
    expect(await count(assessment.pool, 'purchases')).toBe(BigInt(customers * size.purchasesEach));
    const { rows } = await assessment.pool.query<{ version: number; currency: string }>(
      `select version, profile ->> 'currency' as currency from customer_profiles where customer_id = $1`,
      [filledNumber(42).customerId],
    );
    expect(rows).toEqual([{ version: 1, currency: 'EUR' }]);
  });

  it('keeps every invariant of the tables', async () => {
    const findings = await checkTables(money.pool, 0);
    expect(findings.filter(({ violations }) => violations.length > 0)).toEqual([]);
  });

  it('has its constraints back', async () => {
    const twice = `insert into cards select (jsonb_populate_record(c, '{"id": "${randomUUID()}"}')).* from cards c limit 1`;
    await expect(money.pool.query(twice)).rejects.toMatchObject({ constraint: 'cards_number_hash_key' });
    const ofNobody = `update cards set customer_id = '${randomUUID()}'`;
    await expect(money.pool.query(ofNobody)).rejects.toMatchObject({ constraint: 'cards_customer_id_fkey' });
  });

  it('cannot be filled again', async () => {
    const again = { cardDatabaseUrl: money.database.url, assessmentDatabaseUrl: assessment.database.url };
    await expect(fillSystem({ ...again, keys, cards: 10 })).rejects.toMatchObject({ code: '23505' });
  });
});

describe('rows that are copied', () => {
  const texts = ['plain', 'tab\tnew line\nreturn\rbackslash \\N', '', null];

  beforeAll(() => money.pool.query('create table copied (place integer, text text, bytes bytea)'));

  it('arrive as they were sent', async () => {
    const rows = texts.map((text, place) => [place, text, Buffer.from([0, 92, place])]);
    await copyRows(money.pool, 'copied (place, text, bytes)', rows);
    const { rows: stored } = await money.pool.query('select * from copied order by place');
    expect(stored).toEqual(rows.map(([place, text, bytes]) => ({ place, text, bytes })));
  });

  it('are none when one of them could not be made, and the connection is as good as before', async () => {
    function* failing(): Generator<CopyValue[]> {
      for (let place = 0; place < 10_000; place += 1) yield [place, 'x'.repeat(100)];
      throw new Error('out of rows');
    }
    await money.pool.query('truncate copied');
    await expect(copyRows(money.pool, 'copied (place, text)', failing())).rejects.toThrow('out of rows');
    expect((await money.pool.query('select from copied')).rowCount).toBe(0);
  });
});
