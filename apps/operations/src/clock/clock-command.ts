import { readOptions, type Option } from '@mayfly/command-line';
import { createPool, loadStatement, type Pool } from '@mayfly/postgres';
import type { RunningSystem } from '../system/running-system';

const readClock = loadStatement(__dirname, 'read-clock.sql');
const setClock = loadStatement(__dirname, 'set-clock.sql');

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

const secondsAhead: Option<number> = {
  be: 'a whole number and its unit such as 90s, 15m, 24h or 31d',
  otherwise: 0,
  read: secondsOf,
};

interface ClockRow {
  readonly ahead_seconds: number;
  readonly now: string;
}

/** Tells the clock of the money, and sets it ahead when asked to. Returns the exit code. */
export async function clockCommand(
  args: readonly string[],
  system: RunningSystem,
  print: (line: string) => void,
): Promise<number> {
  const { ahead: seconds } = readOptions(args, { ahead: secondsAhead });
  const pool = createPool(system.cardDatabaseUrl, {
    max: 1,
    applicationName: 'operations',
    readsWholeTables: true,
  });
  try {
    const { now, ahead_seconds: ahead } = await clockOf(pool, seconds);
    print(ahead === 0 ? `it is ${now}` : `it is ${now}, ahead by ${ahead} s`);
    return 0;
  } finally {
    await pool.end();
  }
}

async function clockOf(pool: Pool, seconds: number): Promise<ClockRow> {
  const [row] =
    seconds === 0 ? await readClock.rows<ClockRow>(pool) : await setClock.rows<ClockRow>(pool, [seconds]);
  if (row === undefined) throw new Error('the database has no clock');
  return row;
}

/** Undefined for what is no time. */
export function secondsOf(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const factor = unitSeconds[unit];
  return count === undefined || factor === undefined ? undefined : Number(count) * factor;
}
