import { flag, readOptions, whole } from '@mayfly/command-line';
import { createPool, loadStatement } from '@mayfly/postgres';
import type { RunningSystem } from '../system/running-system';

interface ParkedRow {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly sender: string;
  readonly stan: string;
  readonly transmitted_at: string;
  readonly received_at: string;
  readonly message: Readonly<Record<string, unknown>>;
}

const listParked = loadStatement(__dirname, 'list-parked.sql');
const mostShown = 1_000;

/** Lists parked messages. Returns the exit code. */
export async function parkedCommand(
  args: readonly string[],
  system: Pick<RunningSystem, 'cardDatabaseUrl'>,
  print: (line: string) => void,
): Promise<number> {
  const { limit, json } = readOptions(args, { limit: whole(1, mostShown, 50), json: flag });
  const pool = createPool(system.cardDatabaseUrl, {
    max: 1,
    applicationName: 'operations',
    readsWholeTables: true,
  });
  try {
    const rows = await listParked.rows<ParkedRow>(pool, [limit]);
    if (json) print(JSON.stringify(rows, null, 2));
    else for (const line of linesOf(rows)) print(line);
    return 0;
  } finally {
    await pool.end();
  }
}

function linesOf(rows: readonly ParkedRow[]): string[] {
  if (rows.length === 0) return ['nothing is parked'];
  return rows.flatMap(({ id, kind, reason, sender, stan, transmitted_at, received_at, message }) => [
    `${received_at}  ${kind.padEnd(8)} ${reason.padEnd(17)} from ${sender}, trace number ${stan} of ${transmitted_at}`,
    `  ${id}  ${JSON.stringify(message)}`,
  ]);
}
