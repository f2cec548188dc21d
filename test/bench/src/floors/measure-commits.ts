import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { disposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { percentile } from './percentile';
import { findPgbench, runPgbench } from './pgbench';

/** How a commit is measured. */
export interface CommitOptions {
  /** Of the server that the running system uses, and of a user who may create databases. */
  readonly postgresUrl: string;
  /** Counted, after a second to warm up; default 4. */
  readonly seconds?: number;
  /** Not to look for pgbench; for a comparison of both. */
  readonly withoutPgbench?: boolean;
}

/** What one commit takes, from the client's statement to the server's answer. */
export interface CommitFloor {
  readonly tool: 'pgbench' | 'node stand-in';
  readonly version: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** How many commits that was. */
  readonly commits: number;
}

const warmUpSeconds = 1;
const createTable =
  'create table commits (id bigint generated always as identity primary key, note text not null)';
const insert = `insert into commits (note) values ('${'x'.repeat(64)}')`;

/**
 * Measures the smallest transaction there is, the insertion of one row, by one client: the time of a commit that is on the disk.
 *
 * @throws when the server does not wait for its disk
 */
export async function measureCommits(options: CommitOptions): Promise<CommitFloor> {
  const { postgresUrl, seconds = 4, withoutPgbench = false } = options;
  const pgbench = withoutPgbench ? undefined : await findPgbench();
  const database = await disposableDatabase(postgresUrl);
  const pool = createPool(database.url, { max: 1, applicationName: 'benchmark', readsWholeTables: true });
  try {
    await pool.query(createTable);
    await waitsForDisk(pool);
    const inAll = seconds + warmUpSeconds;
    const measured = afterWarmUp(
      pgbench === undefined ? await byNode(pool, inAll) : await byPgbench(database.url, inAll),
    );
    return {
      tool: pgbench?.tool ?? 'node stand-in',
      version: pgbench?.version ?? `Node.js ${process.versions.node}`,
      p50Ms: percentile(measured, 0.5),
      p99Ms: percentile(measured, 0.99),
      commits: measured.length,
    };
  } finally {
    await pool.end();
    await database.drop();
  }
}

async function waitsForDisk(pool: Pool): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit']) {
    const { rows } = await pool.query<Record<string, string>>(`show ${setting}`);
    if (rows[0]?.[setting] !== 'on') throw new Error(`${setting} is not on: a commit would not be one`);
  }
}

function byPgbench(databaseUrl: string, seconds: number): Promise<number[]> {
  return runPgbench(
    databaseUrl,
    `${insert};\n`,
    ['-T', String(seconds), '-l'],
    async (_printed, directory) => {
      const log = (await readdir(directory)).find((file) => file.startsWith('pgbench_log'));
      if (log === undefined) throw new Error('pgbench wrote no log');
      return readLatencies(await readFile(join(directory, log), 'utf8'));
    },
  );
}

/** The latencies in pgbench's log of transactions, in ms: "client, transaction, latency in µs, script, seconds, µs". */
export function readLatencies(log: string): number[] {
  return log
    .trim()
    .split('\n')
    .map((line) => Number(line.split(' ')[2]) / 1000);
}

async function byNode(pool: Pool, seconds: number): Promise<number[]> {
  const latencies: number[] = [];
  const untilMs = performance.now() + 1000 * seconds;
  for (let beganMs = performance.now(); beganMs < untilMs;) {
    await pool.query({ name: 'commit', text: insert });
    const endedMs = performance.now();
    latencies.push(endedMs - beganMs);
    beganMs = endedMs;
  }
  return latencies;
}

/** Without those of the warm-up: the one client began each when it had ended the one before. */
function afterWarmUp(latencies: readonly number[]): number[] {
  let passedMs = 0;
  return latencies.filter((ms) => (passedMs += ms) > 1000 * warmUpSeconds);
}
