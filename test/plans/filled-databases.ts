import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disposableDatabase } from '@mayfly/local-stack';
import { outboxMigrations } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import { freshSecrets } from '../../apps/launcher/src/mayfly/secrets';
import { fillKeys } from '../bench/src/fill/fill-keys';
import { fillSystem } from '../bench/src/fill/fill-system';

/** Both databases of a system, each with connections as the services open them. */
export interface Databases {
  readonly money: Pool;
  readonly assessment: Pool;
  drop(): Promise<void>;
}

const apps = join(__dirname, '../../apps');

/** Both databases as the migrations leave them; with cards, filled with a year of purchases. */
export async function databases(cards: number): Promise<Databases> {
  const adminUrl = process.env['TEST_POSTGRES_URL'] ?? '';
  const made = await Promise.all([
    disposableDatabase(adminUrl, outboxMigrations, join(apps, 'card-service/migrations')),
    disposableDatabase(adminUrl, join(apps, 'assessment-worker/migrations')),
  ]);
  const [{ url: cardDatabaseUrl }, { url: assessmentDatabaseUrl }] = made;
  if (cards > 0) {
    const keys = fillKeys(freshSecrets());
    await fillSystem({
      cardDatabaseUrl,
      assessmentDatabaseUrl,
      keys,
      cards,
      reversalsEach: 10,
      purchasesEach: 40,
    });
    await addHistory(cardDatabaseUrl, 'money-history.sql');
    await addHistory(assessmentDatabaseUrl, 'assessment-history.sql');
  }
  const [money, assessment] = [cardDatabaseUrl, assessmentDatabaseUrl].map((url) =>
    createPool(url, { max: 1, applicationName: 'plans spec' }),
  ) as [Pool, Pool];
  return {
    money,
    assessment,
    async drop() {
      await Promise.all([money.end(), assessment.end()]);
      for (const database of made) await database.drop();
    },
  };
}

async function addHistory(url: string, file: string): Promise<void> {
  const pool = createPool(url, { max: 1, applicationName: 'history', statementTimeoutMs: 0 });
  await pool.query(readFileSync(join(__dirname, file), 'utf8'));
  await pool.query('vacuum analyze');
  await pool.end();
}
