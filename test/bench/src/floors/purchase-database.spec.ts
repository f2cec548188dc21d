import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateEvent } from '@mayfly/contracts';
import { nodeClients } from './node-clients';
import { PurchaseDatabase } from './purchase-database';
import { keptFolder, statementsBefore, statementsNow } from './purchase-statements';
import { scriptOf } from './purchase-values';

it('books an approval as the worker publishes it', () => {
  const approval: unknown = JSON.parse(readFileSync(join(keptFolder, 'approval.json'), 'utf8'));
  expect(validateEvent('authorization.decided.v1', approval)).toMatchObject({ valid: true });
});

describe.each([
  ['before the work on performance', statementsBefore],
  ['of the card service', statementsNow],
])('the statements %s', (_which, statementsOf) => {
  it('admit and approve a purchase in every transaction of the benchmark', async () => {
    const statements = statementsOf();
    const database = await PurchaseDatabase.create(process.env['TEST_POSTGRES_URL'] ?? '', statements);
    try {
      const first = await database.addCards(2_000);
      const { transactions } = await nodeClients.run({
        databaseUrl: database.url,
        script: scriptOf(statements),
        clients: 2,
        first,
        warmUpSeconds: 0,
        seconds: 0.3,
      });
      expect(transactions).toBeGreaterThan(0);
      expect(await database.approved()).toBe(transactions);
    } finally {
      await database.drop();
    }
  });
});
