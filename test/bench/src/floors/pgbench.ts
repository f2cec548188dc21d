import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryDirectory } from '@mayfly/local-stack';
import type { BenchClients, ClientResult, ClientRun } from './bench-clients';
import type { PurchaseScript } from './purchase-script';

const execute = promisify(execFile);

/** PostgreSQL's own pgbench, from the PATH; undefined where there is none. */
export async function findPgbench(env: NodeJS.ProcessEnv = process.env): Promise<BenchClients | undefined> {
  const version = await execute('pgbench', ['--version'], { env }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
  return version === undefined ? undefined : { tool: 'pgbench', version, run: runPurchases };
}

/**
 * Runs pgbench in a directory that goes when it has ended.
 *
 * @param then reads what it left in the directory
 * @throws with what pgbench printed, when a client was aborted or the server cannot be reached
 */
export async function runPgbench<Result>(
  databaseUrl: string,
  script: string,
  args: readonly string[],
  then: (printed: string, directory: string) => Promise<Result>,
): Promise<Result> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const directory = temporaryDirectory();
  try {
    await writeFile(join(directory.path, 'script.sql'), script);
    const { stdout, stderr } = await execute(
      'pgbench',
      ['-n', '-M', 'prepared', '-f', 'script.sql', ...args, pathname.slice(1)],
      {
        cwd: directory.path,
        env: {
          ...process.env,
          PGHOST: hostname,
          PGPORT: port || '5432',
          PGUSER: decodeURIComponent(username),
          PGPASSWORD: decodeURIComponent(password),
        },
      },
    );
    return await then(`${stdout}\n${stderr}`, directory.path);
  } finally {
    await directory.remove();
  }
}

async function runPurchases(run: ClientRun): Promise<ClientResult> {
  const { script, clients, first, warmUpSeconds, seconds } = run;
  const variables = { ...script.variables, clients: String(clients), next: String(first) };
  const args = [
    ...['-c', String(clients), '-j', String(Math.min(clients, availableParallelism()))],
    ...['-T', String(warmUpSeconds + seconds), '-P', '1'],
    ...Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
  ];
  return runPgbench(run.databaseUrl, pgbenchScript(script), args, (printed) =>
    Promise.resolve(readResult(printed, warmUpSeconds)),
  );
}

/** The script's file: the number of the purchase is counted by each client for itself, without asking the server. */
export function pgbenchScript({ statements }: PurchaseScript): string {
  return [
    '\\set purchase :next + :client_id',
    '\\set next :next + :clients',
    'begin;',
    ...statements.map((statement) => `${statement.trim()};`),
    'commit;\n',
  ].join('\n');
}

/**
 * Reads what pgbench printed: transactions in all, and their rate from the reports of progress after the warm-up.
 *
 * @throws when pgbench reported none, or a transaction that failed
 */
export function readResult(printed: string, warmUpSeconds: number): ClientResult {
  const transactions = Number(/^number of transactions actually processed: (\d+)/m.exec(printed)?.[1]);
  const failed = Number(/^number of failed transactions: (\d+)/m.exec(printed)?.[1] ?? 0);
  let [counted, since, until] = [0, 0, 0];
  for (const [, at, rate] of printed.matchAll(/^progress: ([\d.]+) s, ([\d.]+) tps/gm)) {
    const seconds = Number(at) - until;
    until += seconds;
    // A report may come a few milliseconds late.
    if (until < warmUpSeconds + 0.5) since = until;
    else counted += Number(rate) * seconds;
  }
  if (Number.isNaN(transactions) || failed > 0 || until <= since) {
    throw new Error(`pgbench reported no rate, or failures:\n${printed}`);
  }
  return { transactions, perSecond: counted / (until - since) };
}
