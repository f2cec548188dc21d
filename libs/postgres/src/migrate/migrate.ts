import { basename, dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { readMigrations, titleOf } from './sql-migration';

/** Any number will do, as long as every instance takes the same one; advisory locks belong to one database. */
const lockKey = 4_629_171;
const connectTimeoutMs = 5_000;
const lockPollMs = 100;
const lockTimeoutMs = 60_000;

/**
 * Brings a database up to date, folder by folder, each file in a transaction of its own; a file that was applied before is
 * left out. Several instances may start at once: one applies, the others wait for it (60 s at most).
 *
 * Each folder keeps its own list of what was applied, named after the package it lies in: `libs/messaging/migrations` →
 * table `messaging_migrations`.
 *
 * @param migrationsDirs folders of plain SQL files `NNNN-name.sql`, in the order in which they are applied
 * @returns the names of the files applied just now, without `.sql`
 * @throws what PostgreSQL threw: the failing file leaves nothing behind, the files before it stay applied
 */
export async function migrate(url: string, ...migrationsDirs: string[]): Promise<string[]> {
  const applied: string[] = [];
  for (const folder of migrationsDirs) applied.push(...(await migrateFolder(url, resolve(folder))));
  return applied;
}

async function migrateFolder(url: string, folder: string): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    connectTimeoutMS: connectTimeoutMs,
    applicationName: 'mayfly migrate',
    migrations: readMigrations(folder),
    migrationsTableName: `${basename(dirname(folder)).replaceAll('-', '_')}_migrations`,
    installExtensions: false,
    // TypeORM prints a failure to stdout whatever `logging` says; this one is silent, and the error is thrown anyway.
    logger: 'debug',
  });
  await dataSource.initialize();
  try {
    const queryRunner = dataSource.createQueryRunner();
    await takeLock(queryRunner);
    const executor = new MigrationExecutor(dataSource, queryRunner);
    executor.transaction = 'each';
    const migrations = await executor.executePendingMigrations();
    await queryRunner.query('SELECT pg_advisory_unlock($1)', [lockKey]);
    await queryRunner.release();
    return migrations.map(({ name }) => titleOf(name));
  } finally {
    // Ends the session too, and with it the lock.
    await dataSource.destroy();
  }
}

/** Polls: a session that waits inside `pg_advisory_lock` holds a snapshot, and `CREATE INDEX CONCURRENTLY` would wait for it. */
async function takeLock(queryRunner: QueryRunner): Promise<void> {
  for (let waitedMs = 0; waitedMs <= lockTimeoutMs; waitedMs += lockPollMs) {
    const [row] = (await queryRunner.query('SELECT pg_try_advisory_lock($1) AS taken', [lockKey])) as [
      { taken: boolean },
    ];
    if (row.taken) return;
    await delay(lockPollMs);
  }
  throw new Error(`Another instance has been migrating this database for more than ${lockTimeoutMs} ms`);
}
