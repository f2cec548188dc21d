import { flag, readOptions, runProgram } from '@mayfly/command-line';
import { createPool } from '@mayfly/postgres';
import { RotateKeys } from './keys/rotate-keys';
import { readSettings } from './settings';

const usage = `usage: rotate-keys

Puts card numbers and signing secrets under the current keys while the service runs, and says what still needs
which key. Settings are those of the card service: CARD_DATABASE_URL and the keys, the current one first. It can
be stopped at any moment and run again. Exit code 1 when something is left that no key opens.
`;

/** To count what needs which key, every card is looked at. */
const countWithinMs = 300_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function rotateKeys(): Promise<number> {
  const settings = readSettings(process.env);
  const pool = createPool(settings.databaseUrl, {
    max: 1,
    applicationName: 'rotate-keys',
    statementTimeoutMs: countWithinMs,
  });
  try {
    const { inUse, unreadable } = await new RotateKeys(pool, settings).execute(print);
    for (const { setting, key_id, needed_by, count } of inUse) {
      print(`${setting} ${key_id ?? '(not named)'}: needed by ${count} ${needed_by}`);
    }
    if (unreadable === 0) return 0;
    print(`${unreadable} numbers and secrets are left: no key of the settings opens them`);
    return 1;
  } finally {
    await pool.end();
  }
}

async function main(): Promise<number> {
  const { help } = readOptions(process.argv.slice(2), { help: flag });
  if (!help) return rotateKeys();
  process.stdout.write(usage);
  return 0;
}

runProgram(main());
