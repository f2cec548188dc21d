import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const keptRuns = 5;

/** A new folder for the logs of one run of this checkout; those of the last few runs are kept. */
export function newLogFolder(checkout: string, now: Date): string {
  const runs = join(checkout, '.mayfly', 'logs');
  const name = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${process.pid}`;
  mkdirSync(join(runs, name), { recursive: true });
  for (const old of readdirSync(runs).sort().slice(0, -keptRuns))
    rmSync(join(runs, old), { recursive: true });
  return join(runs, name);
}
