import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { outboxMigrations } from '@mayfly/messaging';
import { createPool, migrate } from '@mayfly/postgres';

/** The two statements that a purchase costs in the card service, and the schema that they were written for. */
export interface PurchaseStatements {
  /** admit-authorizations.sql: authorization, card, hold, ledger and outbox. */
  readonly admission: string;
  /** book-movements.sql: the decision, card, ledger and outbox. */
  readonly booking: string;
  /** Brings an empty database to that schema. */
  createSchema(databaseUrl: string): Promise<void>;
}

/** What does not change: copies that were made before the work on performance began. */
export const keptFolder = resolve(__dirname, '../../floors');

const cardService = resolve(__dirname, '../../../../apps/card-service');

/** The statements and the schema as they were before the work on performance. */
export function statementsBefore(): PurchaseStatements {
  const folder = resolve(keptFolder, 'before');
  return {
    admission: readFileSync(resolve(folder, 'admit-authorizations.sql'), 'utf8'),
    booking: readFileSync(resolve(folder, 'book-movements.sql'), 'utf8'),
    async createSchema(databaseUrl) {
      const pool = createPool(databaseUrl, {
        max: 1,
        applicationName: 'benchmark',
        readsWholeTables: true,
        statementTimeoutMs: 0,
      });
      try {
        await pool.query(readFileSync(resolve(folder, 'schema.sql'), 'utf8'));
      } finally {
        await pool.end();
      }
    },
  };
}

/** The statements and the schema as the card service has them now. */
export function statementsNow(): PurchaseStatements {
  const folder = resolve(cardService, 'src/authorizations');
  return {
    admission: readFileSync(resolve(folder, 'request/admit-authorizations.sql'), 'utf8'),
    booking: readFileSync(resolve(folder, 'book/book-movements.sql'), 'utf8'),
    async createSchema(databaseUrl) {
      await migrate(databaseUrl, outboxMigrations, resolve(cardService, 'migrations'));
    },
  };
}
