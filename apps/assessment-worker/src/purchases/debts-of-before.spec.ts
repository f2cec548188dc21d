import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disposableDatabase } from '@mayfly/local-stack';
import { createPool, migrate } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { workerMigrations } from '../../spec/worker-scene';

test('what was collected and repaid before debts were kept up is in them', async () => {
  const root = mkdtempSync(join(tmpdir(), 'before-debts-'));
  // The list of what was applied is named after the folder's package.
  const before = join(root, 'assessment-worker', 'migrations');
  mkdirSync(before, { recursive: true });
  for (const file of readdirSync(workerMigrations).filter((name) => name < '0007'))
    copyFileSync(join(workerMigrations, file), join(before, file));
  const database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', before);
  const pool = createPool(database.url, { max: 1, applicationName: 'debts spec' });
  try {
    const [both, collected, repaid] = [uuidv7(), uuidv7(), uuidv7()];
    await pool.query(
      `insert into purchases (authorization_id, customer_id, card_id, closing, closed_minor, closed_at)
       select gen_random_uuid(), customer_id, customer_id, closing, minor, '2026-01-01Z'::timestamptz
       from (values ($1::uuid, 'cleared', 100), ($1, 'cleared', 20), ($1, 'reversed', 3), ($2::uuid, 'cleared', 4), ($2, 'cleared', 0))
         as told (customer_id, closing, minor)`,
      [both, collected],
    );
    await pool.query(
      `insert into repayments
       select gen_random_uuid(), customer_id, customer_id, minor, 'EUR', '2026-01-02Z'
       from (values ($1::uuid, 50), ($1, 6), ($2::uuid, 7)) as told (customer_id, minor)`,
      [both, repaid],
    );
    await migrate(database.url, workerMigrations);
    const { rows } = await pool.query(
      'select customer_id, cleared_minor::integer, repaid_minor::integer from customer_debts order by customer_id',
    );
    expect(rows).toEqual([
      { customer_id: both, cleared_minor: 120, repaid_minor: 56 },
      { customer_id: collected, cleared_minor: 4, repaid_minor: 0 },
      { customer_id: repaid, cleared_minor: 0, repaid_minor: 7 },
    ]);
    const clearings = await pool.query(
      "select count(*)::integer from clearings where cleared_at = '2026-01-01Z'",
    );
    expect(clearings.rows).toEqual([{ count: 3 }]);
  } finally {
    await pool.end();
    await database.drop();
    rmSync(root, { recursive: true });
  }
});
