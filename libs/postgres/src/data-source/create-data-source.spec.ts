import { Column, Entity, PrimaryColumn } from 'typeorm';
import { createSpecDatabase, type SpecDatabase } from '../../spec/spec-database';
import { createDataSource } from '../index';

@Entity('accounts')
class Account {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ name: 'held_minor', type: 'bigint' })
  heldMinor!: bigint;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}

let database: SpecDatabase;

beforeAll(async () => {
  database = await createSpecDatabase();
  await database.sql(
    'CREATE TABLE accounts (id uuid PRIMARY KEY, held_minor bigint, created_at timestamptz)',
  );
});

afterAll(async () => {
  await database.drop();
});

test('administrative reads give amounts as bigint and times as Date', async () => {
  const account = {
    id: '0193a5e0-0000-7000-8000-000000000001',
    heldMinor: 9_007_199_254_740_993n,
    createdAt: new Date('2026-11-22T05:07:00.123Z'),
  };
  await database.sql(
    `INSERT INTO accounts VALUES ('${account.id}', ${account.heldMinor}, '${account.createdAt.toISOString()}')`,
  );
  const dataSource = await createDataSource(database.url, [Account]).initialize();
  expect(await dataSource.getRepository(Account).find()).toEqual([account]);
  await dataSource.destroy();
});

test('the tables are left as the migrations made them', async () => {
  await database.sql('ALTER TABLE accounts ADD COLUMN note text');
  const dataSource = await createDataSource(database.url, [Account]).initialize();
  await dataSource.destroy();
  expect(
    await database.sql("SELECT FROM information_schema.columns WHERE column_name = 'note'"),
  ).toHaveLength(1);
});
