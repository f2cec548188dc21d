import { join } from 'node:path';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { outboxMigrations } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import type { RandomSource } from '../src/providers';
import type { Settings } from '../src/settings';
import { CardServiceUnderTest } from './card-service-under-test';

/** The migrations of the card service, and what specs need beside them. */
export const cardMigrations: readonly string[] = [
  outboxMigrations,
  join(__dirname, '../migrations'),
  join(__dirname, 'migrations'),
];

/** A migrated database of the card service, with the instances that work on it. */
export class CardDatabase {
  readonly #instances: {
    readonly instance: CardServiceUnderTest;
    readonly change: Partial<Settings>;
    readonly random: RandomSource | undefined;
  }[] = [];
  #started: { readonly database: DisposableDatabase; readonly pool: Pool } | undefined;

  get url(): string {
    return this.started.database.url;
  }

  /** Small, as several spec files run at once. */
  get pool(): Pool {
    return this.started.pool;
  }

  /** An instance of the card service that starts and stops with the database; `change`: settings that differ from those of other specs. */
  instance(change: Partial<Settings> = {}, random?: RandomSource): CardServiceUnderTest {
    const instance = new CardServiceUnderTest();
    this.#instances.push({ instance, change, random });
    return instance;
  }

  /** Creates it on the test run's PostgreSQL. */
  async start(): Promise<void> {
    const adminUrl = process.env['TEST_POSTGRES_URL'];
    if (adminUrl === undefined) throw new Error('TEST_POSTGRES_URL is not set');
    const database = await disposableDatabase(adminUrl, ...cardMigrations);
    const pool = createPool(database.url, { max: 8, applicationName: 'card-service spec' });
    this.#started = { database, pool };
    for (const { instance, change, random } of this.#instances) {
      await instance.start(database.url, change, random);
    }
  }

  /** Stops the instances and deletes the database. */
  async drop(): Promise<void> {
    const { database, pool } = this.started;
    for (const { instance } of this.#instances) await instance.stop();
    await pool.end();
    await database.drop();
  }

  private get started(): { readonly database: DisposableDatabase; readonly pool: Pool } {
    if (this.#started === undefined) throw new Error('the database is there from the first test on');
    return this.#started;
  }
}

/** For the tests of the describe block that asks for it. */
export function cardDatabaseForTests(): CardDatabase {
  const database = new CardDatabase();
  beforeAll(() => database.start(), 60_000);
  afterAll(() => database.drop(), 60_000);
  return database;
}

/** For a single test, which drops it. */
export async function cardDatabase(): Promise<CardDatabase> {
  const database = new CardDatabase();
  await database.start();
  return database;
}
