import { createPool } from '@mayfly/postgres';
import { RotateKeys } from './keys/rotate-keys';
import { readSettings } from './settings';

const usage = `usage: rotate-keys

Puts card numbers and signing secrets under the current keys while the service runs, and says what still needs
which key. Settings are those of the card service: CARD_DATABASE_URL and the keys, the current one first. It can
be stopped at any moment and run again.
`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function rotateKeys(): Promise<void> {
  const settings = readSettings(process.env);
  const pool = createPool(settings.databaseUrl, { max: 1, applicationName: 'rotate-keys' });
  try {
    const inUse = await new RotateKeys(pool, settings).execute(print);
    for (const { setting, key_id, cards } of inUse) {
      print(`${setting} generation ${key_id ?? '(none)'}: needed by ${cards} cards`);
    }
  } finally {
    await pool.end();
  }
}

if (process.argv.includes('--help')) process.stdout.write(usage);
else {
  rotateKeys().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
