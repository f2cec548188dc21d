import { cardDatabaseForTests } from '../../spec/card-database';
import { DatabaseFigures, figuresHoldForMs } from './database-figures';
import { ServiceMetrics } from './service-metrics';

describe('what the database says for the metrics', () => {
  const database = cardDatabaseForTests();
  let figures: DatabaseFigures;
  let metrics: ServiceMetrics;
  let nowMs = 0;
  let asked: jest.SpyInstance;

  beforeEach(() => {
    metrics = new ServiceMetrics();
    figures = new DatabaseFigures(database.pool, { nowMs: () => nowMs }, metrics);
    asked = jest.spyOn(database.pool, 'connect');
  });
  afterEach(() => {
    asked.mockRestore();
  });

  const backlog = async () =>
    (await metrics.registry.getSingleMetric('mayfly_outbox_backlog_events')?.get())?.values[0]?.value;

  async function writeEvent(): Promise<void> {
    await database.pool.query(
      `insert into outbox (id, bucket, aggregatetype, aggregateid, type, payload)
       values (gen_random_uuid(), 0, 'customer', gen_random_uuid(), 'account.repaid.v1', '{}')`,
    );
  }

  it('is asked once for a thousand readers at the same time, and once more only after some seconds', async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => figures.refresh()));
    const queriesOfOneReading = asked.mock.calls.length;
    expect(queriesOfOneReading).toBeLessThanOrEqual(2);
    nowMs += figuresHoldForMs - 1;
    await figures.refresh();
    expect(asked).toHaveBeenCalledTimes(queriesOfOneReading);
    nowMs += 1;
    await figures.refresh();
    expect(asked).toHaveBeenCalledTimes(2 * queriesOfOneReading);
  });

  it('takes one connection at a time', async () => {
    let most = 0;
    const watch = () => {
      most = Math.max(most, database.pool.totalCount - database.pool.idleCount);
    };
    database.pool.on('acquire', watch);
    await Promise.all(Array.from({ length: 100 }, () => figures.refresh()));
    database.pool.off('acquire', watch);
    expect(most).toBe(1);
  });

  it('stays as it was while the database is away, and is not asked the more for that', async () => {
    await writeEvent();
    await figures.refresh();
    expect(await backlog()).toBe(1);
    asked.mockReset().mockRejectedValue(new Error('Connection terminated'));
    nowMs += figuresHoldForMs;
    for (let reads = 0; reads < 100; reads += 1) await figures.refresh();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(await backlog()).toBe(1);
  });
});
