import type { BenchClients } from './bench-clients';
import { nodeClients } from './node-clients';
import { findPgbench } from './pgbench';
import type { PurchaseScript } from './purchase-script';
import { PurchaseDatabase } from './purchase-database';
import { statementsBefore, statementsNow, type PurchaseStatements } from './purchase-statements';
import { scriptOf } from './purchase-values';

/** How the server's own floor is measured. */
export interface PgbenchOptions {
  /** Of the server that the running system uses, and of a user who may create databases. */
  readonly postgresUrl: string;
  /** Counted, for each number of clients; default 6. */
  readonly seconds?: number;
  /** Default 2. */
  readonly warmUpSeconds?: number;
  /** Default 1, 8 and 32. */
  readonly clientCounts?: readonly number[];
  /** Instead of pgbench where there is one, or its stand-in. */
  readonly clients?: BenchClients;
  /** Told what is being measured, in words for one line. */
  readonly progress?: (line: string) => void;
}

/** Purchases a second, by number of clients. */
export type PurchaseRates = Readonly<Record<number, number>>;

/** What the server does with the product's own two statements, one purchase to a transaction. */
export interface PgbenchFloor {
  readonly tool: BenchClients['tool'];
  readonly version: string;
  /** With statements and schema as they were before the work on performance. */
  readonly before: PurchaseRates;
  /** With statements and schema as the card service has them. */
  readonly now: PurchaseRates;
  /** Of the number of clients that the server does best with. */
  readonly bestBefore: number;
  readonly bestNow: number;
}

/** Before anything is measured: tables that hold nothing get plans that are no good for tables that hold something. */
const seeding = { clients: 8, seconds: 2, cards: 20_000 };

/**
 * Measures the floor of a purchase's throughput: hold and decision by the card service's own statements, one purchase in one
 * transaction, nothing else. Both sets of statements run in a database of their own on the same server, which is dropped, and take turns:
 * what else the machine does meets both.
 *
 * @throws when a transaction did not admit and approve its purchase: its rate would say nothing
 */
export async function measurePgbench(options: PgbenchOptions): Promise<PgbenchFloor> {
  const { seconds = 6, warmUpSeconds = 2, clientCounts = [1, 8, 32] } = options;
  const tool = options.clients ?? (await findPgbench()) ?? nodeClients;
  const contenders: Contender[] = [];
  try {
    for (const [which, statements] of [
      ['before', statementsBefore()],
      ['now', statementsNow()],
    ] as const) {
      contenders.push(await Contender.enter(which, statements, tool, options));
    }
    for (const clients of clientCounts) {
      for (const contender of contenders) await contender.measure(clients, warmUpSeconds, seconds);
    }
    const [before = {}, now = {}] = contenders.map(({ rates }) => rates);
    return {
      tool: tool.tool,
      version: tool.version,
      before,
      now,
      bestBefore: Math.max(...Object.values(before)),
      bestNow: Math.max(...Object.values(now)),
    };
  } finally {
    for (const contender of contenders) await contender.leave();
  }
}

/** One of the two sets of statements, with its database and what was measured of it. */
class Contender {
  readonly rates: Record<number, number> = {};
  #best = 0;

  private constructor(
    private readonly which: string,
    private readonly script: PurchaseScript,
    private readonly database: PurchaseDatabase,
    private readonly tool: BenchClients,
    private readonly progress: PgbenchOptions['progress'],
  ) {}

  static async enter(
    which: string,
    statements: PurchaseStatements,
    tool: BenchClients,
    { postgresUrl, progress }: PgbenchOptions,
  ): Promise<Contender> {
    const database = await PurchaseDatabase.create(postgresUrl, statements);
    const contender = new Contender(which, scriptOf(statements), database, tool, progress);
    try {
      contender.#best = await contender.run(seeding.clients, 0, seeding.seconds, seeding.cards);
      return contender;
    } catch (error) {
      await database.drop();
      throw error;
    }
  }

  async measure(clients: number, warmUpSeconds: number, seconds: number): Promise<void> {
    // More than any number of clients has been seen to gain over a smaller one.
    const growth = 2.5 * Math.max(1, clients / seeding.clients / 2);
    const cards = Math.ceil(this.#best * growth * (warmUpSeconds + seconds));
    const rate = await this.run(clients, warmUpSeconds, seconds, cards);
    this.rates[clients] = rate;
    this.#best = Math.max(this.#best, rate);
  }

  leave(): Promise<void> {
    return this.database.drop();
  }

  private async run(clients: number, warmUpSeconds: number, seconds: number, cards: number): Promise<number> {
    this.progress?.(`${this.tool.tool}: statements ${this.which}, ${clients} clients`);
    const { database, script } = this;
    const first = await database.addCards(cards);
    const approvedBefore = await database.approved();
    const run = { databaseUrl: database.url, script, clients, first, warmUpSeconds, seconds };
    const { perSecond, transactions } = await this.tool.run(run);
    const approved = (await database.approved()) - approvedBefore;
    if (approved !== transactions) {
      throw new Error(
        `${approved} of ${transactions} transactions with ${clients} clients admitted and approved a purchase; there were ${cards} cards`,
      );
    }
    return perSecond;
  }
}
