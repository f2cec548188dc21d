import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const fileName = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** TypeORM orders migrations by the last thirteen digits of their name. */
const orderDigits = 13;

/** The file's name without `.sql`, out of the name under which TypeORM keeps it. */
export function titleOf(migrationName: string): string {
  return migrationName.slice(0, -orderDigits - 1);
}

/**
 * The migrations of a folder, one class for each file `NNNN-name.sql`, as TypeORM's runner takes them.
 *
 * @throws when a file name does not follow the pattern, or a number is used twice
 */
export function readMigrations(folder: string): (new () => MigrationInterface)[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const numbers = new Set<string>();
  return files.map((file) => {
    const number = fileName.exec(file)?.[1];
    if (number === undefined)
      throw new Error(`Migration ${file} in ${folder}: the name must be NNNN-name.sql`);
    if (numbers.has(number))
      throw new Error(`Migration ${file} in ${folder}: number ${number} is used twice`);
    numbers.add(number);
    return migrationOf(basename(file, '.sql'), number, readFileSync(join(folder, file), 'utf8'));
  });
}

function migrationOf(title: string, number: string, sql: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${title}-${number.padStart(orderDigits, '0')}`;

    async up(queryRunner: QueryRunner): Promise<void> {
      await queryRunner.query(sql);
    }

    down(): Promise<void> {
      return Promise.reject(new Error(`${title} has no way back: write a new migration`));
    }
  };
}
