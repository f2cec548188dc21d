import { createPool } from '@mayfly/postgres';
import type { BenchClients, ClientResult, ClientRun } from './bench-clients';
import { preparedText, type PurchaseScript } from './purchase-script';

/**
 * Does what pgbench does, where there is none: the same statements, prepared under a name on each connection, and the same four
 * messages to the server for each purchase. It is all one Node process, which is a floor of its own on a machine with many cores.
 */
export const nodeClients: BenchClients = {
  tool: 'node stand-in',
  version: `Node.js ${process.versions.node}`,
  run: runPurchases,
};

interface Prepared {
  readonly name: string;
  readonly text: string;
  readonly valuesOf: (purchase: number) => unknown[];
}

async function runPurchases(run: ClientRun): Promise<ClientResult> {
  const { clients, first, warmUpSeconds, seconds } = run;
  const statements = prepare(run.script);
  const pool = createPool(run.databaseUrl, {
    max: clients,
    applicationName: 'benchmark',
    readsWholeTables: true,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
  });
  try {
    const connections = await Promise.all(Array.from({ length: clients }, () => pool.connect()));
    const countedFromMs = performance.now() + 1000 * warmUpSeconds;
    const untilMs = countedFromMs + 1000 * seconds;
    let [transactions, counted] = [0, 0];
    await Promise.all(
      connections.map(async (connection, client) => {
        for (let purchase = first + client; performance.now() < untilMs; purchase += clients) {
          await connection.query('begin');
          for (const { name, text, valuesOf } of statements) {
            await connection.query({ name, text, values: valuesOf(purchase) });
          }
          await connection.query('commit');
          transactions += 1;
          const nowMs = performance.now();
          if (nowMs >= countedFromMs && nowMs < untilMs) counted += 1;
        }
      }),
    ).finally(() => {
      for (const connection of connections) connection.release();
    });
    return { transactions, perSecond: counted / seconds };
  } finally {
    await pool.end();
  }
}

function prepare({ statements, variables }: PurchaseScript): Prepared[] {
  return statements.map((statement, place) => {
    const { text, names } = preparedText(statement);
    return {
      name: `purchase-${place}`,
      text,
      valuesOf: (purchase) => names.map((name) => (name === 'purchase' ? purchase : variables[name])),
    };
  });
}
