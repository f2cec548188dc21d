import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A statement that payments, or sweeps while payments go on, run again and again. */
export interface HotStatement {
  /** Its file, from the checkout on. */
  readonly file: string;
  readonly database: 'money' | 'assessment';
  readonly sql: string;
}

const checkout = join(__dirname, '../..');
const folders = [
  ['apps/card-service/src', 'money'],
  ['libs/messaging/src/outbox', 'money'],
  ['apps/assessment-worker/src', 'assessment'],
] as const;

/** Statements that are not hot, and why not. */
const others: Readonly<Record<string, string>> = {
  'apps/card-service/src/access/install-operator-key.sql': 'once at every start',
  'apps/card-service/src/access/list-api-keys.sql': 'for a person, page by page',
  'apps/card-service/src/authorizations/close/list-parked.sql': 'for a person, page by page',
  'apps/card-service/src/cards/install-number-ranges.sql': 'once at every start',
  'apps/card-service/src/keys/cards-to-rotate.sql': 'when keys are changed',
  'apps/card-service/src/keys/count-generations.sql': 'when keys are changed',
  'apps/card-service/src/keys/newest-numbers.sql': 'once at every start',
  'apps/card-service/src/keys/newest-secrets.sql': 'once at every start',
  'apps/card-service/src/keys/record-first-generation.sql': 'once at every start',
  'apps/card-service/src/keys/rotate-cards.sql': 'when keys are changed',
  'apps/card-service/src/keys/rotate-secrets.sql': 'when keys are changed',
  'apps/card-service/src/keys/secrets-to-rotate.sql': 'when keys are changed',
};

/** Every statement of the services and the outbox, but those that are known not to be hot. */
export function hotStatements(): HotStatement[] {
  return folders.flatMap(([folder, database]) =>
    readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.sql'))
      .map((name) => `${folder}/${name}`)
      .filter((file) => !(file in others))
      .sort()
      .map((file) => ({ file, database, sql: readFileSync(join(checkout, file), 'utf8') })),
  );
}

/** Files that are said not to be hot. */
export const otherStatements: readonly string[] = Object.keys(others);

/** Tables that stay small however many cards there are, and may be read in full. */
export const smallTables: Readonly<Record<string, string>> = {
  clock_offset: 'one row at most',
  first_key_generation: 'one row at most',
  number_ranges: 'a row for each range of the settings',
  outbox: 'what Kafka has not taken yet',
  outbox_lease: 'eight rows',
  outbox_relay: 'a row for each instance',
  set_aside: 'what a person has to look at',
};

/** Indexes of what is under way, or waits for a person: they may be read from end to end. */
export const boundedIndexes: ReadonlySet<string> = new Set(['placed_holds_by_expiry']);

/**
 * Tables of the card service without the account that their rows belong to, and why: were accounts kept in several databases, these
 * would need another way to find theirs.
 */
export const withoutAccount: Readonly<Record<string, string>> = {
  ...smallTables,
  api_keys: 'a caller, known before it says whom it is about',
  attempt_allowances: 'a sender, whosever cards it asks for',
  customers: 'found by the customer, who has one account',
  idempotency_keys: 'a call, known by its caller before it says whom it is about',
  issued_key_answers: 'a caller',
  parked_messages: 'belongs to nobody we know',
  parties: 'a caller',
  published_batches: 'ids of events of many accounts, for the audit',
  reversals: 'of a message that may not have been seen yet, by the key of its network',
  unapplied_decisions: 'may be about an authorization that is not known; carries the customer',
};
