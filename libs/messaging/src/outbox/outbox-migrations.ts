import { join } from 'node:path';

/** The folder of the outbox's migrations: an application that writes events applies it before its own. */
export const outboxMigrations: string = join(__dirname, '../../migrations');
