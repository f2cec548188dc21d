import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import type { PurchaseStatements } from './purchase-statements';
import { idsOf, valueFunctions } from './purchase-values';

/** A database of its own on the server of a running system, with cards that have never been used. */
export class PurchaseDatabase {
  readonly url: string;
  readonly #pool: Pool;
  /** The number of the first card that does not exist yet. */
  #next = 1;

  private constructor(private readonly disposable: DisposableDatabase) {
    this.url = disposable.url;
    this.#pool = createPool(this.url, {
      max: 1,
      applicationName: 'benchmark',
      readsWholeTables: true,
      statementTimeoutMs: 0,
    });
  }

  /** @param serverUrl of a user who may create databases */
  static async create(serverUrl: string, statements: PurchaseStatements): Promise<PurchaseDatabase> {
    // Without a template, which would stay behind on the server.
    const disposable = await disposableDatabase(serverUrl);
    const database = new PurchaseDatabase(disposable);
    try {
      await statements.createSchema(database.url);
      await database.#pool.query(valueFunctions);
      return database;
    } catch (error) {
      await database.drop();
      throw error;
    }
  }

  /**
   * Makes customers with an account and a card each, every one good for one purchase, and has the planner look at all there is.
   *
   * @returns the number of the first of them
   */
  async addCards(count: number): Promise<number> {
    const first = this.#next;
    this.#next += count;
    for (const table of [customers, accounts, cards]) await this.#pool.query(table, [first, this.#next - 1]);
    await this.#pool.query('vacuum analyze');
    return first;
  }

  /** Purchases that were admitted and approved, each with its hold and its decision. */
  async approved(): Promise<number> {
    const { rows } = await this.#pool.query<{ approved: number }>(`
      select count(*)::integer as approved
      from authorizations a join holds h on h.authorization_id = a.id
      where a.state = 'approved' and a.decision_id is not null and h.state = 'placed'
    `);
    return rows[0]?.approved ?? 0;
  }

  /** Deletes it. */
  async drop(): Promise<void> {
    await this.#pool.end();
    await this.disposable.drop();
  }
}

const id = (entity: Parameters<typeof idsOf>[0]): string => `(${idsOf(entity, 'n')})[1]`;
const numbers = 'generate_series($1::bigint, $2::bigint) as n';

const customers = `insert into customers (id, country) select ${id('customer')}, 'DE' from ${numbers}`;

const accounts = `
insert into accounts (id, customer_id, currency, granted_minor, available_minor, held_minor, owed_minor)
select ${id('account')}, ${id('customer')}, 'EUR', 250000, 250000, 0, 0 from ${numbers}`;

const cards = `
insert into cards (
  id, account_id, customer_id, cap_minor, currency, valid_until, expiry, number_hash, number_ciphertext, vault_key_id, iin, last_four
)
select
  ${id('card')}, ${id('account')}, ${id('customer')}, 50000, 'EUR', now() + interval '1 day', '9912',
  sha256(int8send(n)), substring(sha256(int8send(-n)) || sha256(int8send(n)) for 44), 'vault-1', '99990000',
  lpad((n % 10000)::text, 4, '0')
from ${numbers}`;
