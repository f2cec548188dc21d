import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { databases, type Databases } from './filled-databases';
import {
  boundedIndexes,
  hotStatements,
  otherStatements,
  smallTables,
  withoutAccount,
  type HotStatement,
} from './hot-statements';
import { accessPathsOf, genericPlan, tablesOf, tablesReadInFull, type PlanNode } from './plan';

const statements = hotStatements();
const cases = statements.map((statement) => [statement.file, statement] as const);

let empty: Databases;
let filled: Databases;
let tenTimes: Databases;

beforeAll(async () => {
  empty = await databases(0);
  filled = await databases(3_000);
  tenTimes = await databases(30_000);
}, 120_000);

afterAll(async () => {
  for (const each of [empty, filled, tenTimes]) await each.drop();
});

function planOf({ database, sql }: HotStatement, where: Databases): Promise<PlanNode[]> {
  return genericPlan(where[database], sql);
}

function largeTablesReadInFull(plan: readonly PlanNode[]): string[] {
  return tablesReadInFull(plan, boundedIndexes).filter((table) => !(table in smallTables));
}

it('statements that are said not to be hot are there', () => {
  expect(otherStatements.filter((file) => !existsSync(join(__dirname, '../..', file)))).toEqual([]);
});

describe('a hot statement', () => {
  it.each(cases)('%s reads no table in full', async (_, statement) => {
    expect(largeTablesReadInFull(await planOf(statement, tenTimes))).toEqual([]);
  });

  it.each(cases)('%s has a plan for an empty table that may stay when it grows', async (_, statement) => {
    expect(largeTablesReadInFull(await planOf(statement, empty))).toEqual([]);
  });

  it.each(cases)('%s finds its rows in the same way in ten times as many', async (_, statement) => {
    const [before, after] = [await planOf(statement, filled), await planOf(statement, tenTimes)];
    expect(accessPathsOf(after)).toEqual(accessPathsOf(before));
  });
});

it('the quotas of an account are counted along an index', async () => {
  const { rows } = await tenTimes.money.query<{ body: string }>(
    `select prosrc as body from pg_proc where proname = 'card_counts'`,
  );
  const body = rows[0]?.body.replaceAll('of_account', '$1') ?? '';
  expect(accessPathsOf(await genericPlan(tenTimes.money, body))).toEqual(['cards_of_account']);
});

describe('the account that money belongs to', () => {
  async function tablesWithAccount(): Promise<Set<string>> {
    const { rows } = await empty.money.query<{ name: string }>(
      `select table_name as name from information_schema.columns where column_name = 'account_id' and table_schema = 'public'`,
    );
    return new Set(['accounts', ...rows.map(({ name }) => name)]);
  }

  const ofMoney = cases.filter(([, { database }]) => database === 'money');

  it.each(ofMoney)(
    'is named in every table that %s reads or writes, or is known not to be',
    async (_, statement) => {
      const named = await tablesWithAccount();
      const unnamed = tablesOf(await planOf(statement, empty)).filter((table) => !named.has(table));
      expect(unnamed.filter((table) => !(table in withoutAccount))).toEqual([]);
    },
  );

  it('is not named in a table that is known not to name it', async () => {
    const named = await tablesWithAccount();
    expect(Object.keys(withoutAccount).filter((table) => named.has(table))).toEqual([]);
  });
});
