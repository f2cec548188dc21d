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
 * the same. The tables are vacuumed and analysed. Card `place` is {@link filledCard}.
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
    await copyAll(money, at, [
      customerRows(customers, mintedAt),
      accountRows(customers),
      cardRows(cards, mintedAt, fill.keys),
      legRows(customers, reversalsEach, mintedAt),
    ]);
    await copyAll(assessment, at, [
      profileRows(customers, mintedAt),
      ...(purchasesEach > 0 ? [purchaseRows(customers, purchasesEach, mintedAt)] : []),
    ]);
  } finally {
    await money.end();
    await assessment.end();
  }
}

/** Statements that write millions of rows take as long as they take. */
function poolOf(url: string): Pool {
  return createPool(url, { max: 1, applicationName: 'fill', readsWholeTables: true, statementTimeoutMs: 0 });
}

/**
 * Copies the rows of some tables and has these analysed, but no others: of a table that is known to be empty a plan may read all,
 * also when it is full.
 */
async function copyAll(pool: Pool, at: (what: string) => void, tables: readonly TableRows[]): Promise<void> {
  for (const table of tables) await copy(pool, table, at);
  at('vacuum and analysis');
  await pool.query(`vacuum analyze ${tables.map(({ into }) => tableOf(into)).join(', ')}`);
}

function tableOf(into: string): string {
  return into.split(' ')[0] ?? into;
}

/** Copies the rows of one table, and tells now and then how many they are. */
async function copy(pool: Pool, { into, rows }: TableRows, at: (what: string) => void): Promise<void> {
  const table = tableOf(into);
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
