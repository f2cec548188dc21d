import { createPool, type Pool } from '@mayfly/postgres';
import { copyRows, type CopyValue } from './copy-rows';
import type { FillKeys } from './fill-keys';
import { cardsOfCustomer, filledIin } from './filled-card';
import {
  accountRows,
  cardRows,
  customerRows,
  legRows,
  profileRows,
  purchaseRows,
  type TableRows,
} from './rows';

/** What to fill, and with how much. */
export interface Fill {
  /** Migrated, as is the other; neither has cards of the fill yet. */
  readonly cardDatabaseUrl: string;
  readonly assessmentDatabaseUrl: string;
  /** Of the card service that works on the database. */
  readonly keys: FillKeys;
  /** A multiple of {@link cardsOfCustomer}. */
  readonly cards: number;
  /** Purchases of each customer that were approved and taken back, of which the ledger keeps four legs each. None by default. */
  readonly reversalsEach?: number;
  /** Such purchases in the two months before, which the assessment knows of. None by default. */
  readonly purchasesEach?: number;
  /** Told what it is at. */
  readonly at?: (what: string) => void;
}

const tellEvery = 100_000;

/**
 * Puts cards into a system as if they had been minted more than a day ago, ten for each customer, by COPY: numbers can be found and
 * CVV2s checked, yet the numbers themselves are readable no more. No events tell of them, and the assessment knows the profiles all
 * the same. The tables are vacuumed and analysed. Card `place` is {@link filledCard}. Nobody mints or pays meanwhile: the
 * cards are there without their constraints.
 *
 * @throws what the database refused: rows of an earlier fill
 */
export async function fillSystem(fill: Fill): Promise<void> {
  const { cards, reversalsEach = 0, purchasesEach = 0, at = () => undefined } = fill;
  if (cards % cardsOfCustomer !== 0) throw new RangeError(`A customer has ${cardsOfCustomer} cards`);
  const customers = cards / cardsOfCustomer;
  const mintedAt = new Date(Date.now() - 25 * 3_600_000);
  const money = poolOf(fill.cardDatabaseUrl);
  const assessment = poolOf(fill.assessmentDatabaseUrl);
  try {
    await money.query('insert into number_ranges (iin) values ($1) on conflict do nothing', [filledIin]);
    await copy(money, customerRows(customers, mintedAt), at);
    await copy(money, accountRows(customers), at);
    await withoutCardConstraints(money, at, () => copy(money, cardRows(cards, mintedAt, fill.keys), at));
    await copy(money, legRows(customers, reversalsEach, mintedAt), at);
    await copy(assessment, profileRows(customers, mintedAt), at);
    await copy(assessment, purchaseRows(customers, purchasesEach, mintedAt), at);
    at('vacuum and analysis');
    await vacuum(money, ['customers', 'accounts', 'cards', 'ledger_legs']);
    await vacuum(assessment, purchasesEach > 0 ? ['customer_profiles', 'purchases'] : ['customer_profiles']);
  } finally {
    await money.end();
    await assessment.end();
  }
}

/** Statements that write millions of rows take as long as they take. */
function poolOf(url: string): Pool {
  return createPool(url, { max: 1, applicationName: 'fill', readsWholeTables: true, statementTimeoutMs: 0 });
}

/** But no others: of a table that is known to be empty a plan may read all, also when it is full. */
async function vacuum(pool: Pool, tables: readonly string[]): Promise<void> {
  await pool.query(`vacuum analyze ${tables.join(', ')}`);
}

interface Constraint {
  readonly name: string;
  readonly definition: string;
}

/**
 * Takes the foreign keys and unique keys off the cards, and puts them back whatever happens. Card by card they cost more than all the
 * rest: number hashes come in no order, so that each reads and writes a page once their index is larger than the server's memory for
 * pages, and each foreign key is a query of its own.
 */
async function withoutCardConstraints(
  pool: Pool,
  at: (what: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const { rows: constraints } = await pool.query<Constraint>(
    `select quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where conrelid = 'cards'::regclass and contype in ('f', 'u')`,
  );
  const alter = (action: (constraint: Constraint) => string): string =>
    `alter table cards ${constraints.map(action).join(', ')}`;
  await pool.query(alter(({ name }) => `drop constraint ${name}`));
  try {
    await work();
  } finally {
    at('constraints of the cards');
    await pool.query(
      `set maintenance_work_mem = '512MB';
       ${alter(({ name, definition }) => `add constraint ${name} ${definition}`)};
       reset maintenance_work_mem`,
    );
  }
}

/** Copies the rows of one table, and tells now and then how many they are. */
async function copy(pool: Pool, { into, rows }: TableRows, at: (what: string) => void): Promise<void> {
  const [table = into] = into.split(' ');
  await copyRows(pool, into, counted());

  function* counted(): Generator<readonly CopyValue[]> {
    let count = 0;
    for (const row of rows) {
      if (count % tellEvery === 0) at(`${table}: ${count.toLocaleString('en')} rows`);
      count += 1;
      yield row;
    }
  }
}
