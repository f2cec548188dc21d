import { createPool, type Pool } from '@mayfly/postgres';
import { ProcessCondition } from '../index';

describe('the condition of a process', () => {
  let pool: Pool;

  beforeAll(() => {
    pool = createPool(process.env['TEST_POSTGRES_URL'] ?? '', { max: 4, applicationName: 'condition spec' });
  });
  afterAll(() => pool.end());

  it('asks the database once for a thousand who want to know at the same time, and anew for the next', async () => {
    const condition = new ProcessCondition(pool);
    const asked = jest.spyOn(pool, 'connect');
    const conditions = await Promise.all(Array.from({ length: 1_000 }, () => condition.observe()));
    expect(conditions.every(({ databaseAnswers }) => databaseAnswers)).toBe(true);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRejectedValueOnce(new Error('Connection terminated') as never);
    expect((await condition.observe()).databaseAnswers).toBe(false);
    expect((await condition.observe()).databaseAnswers).toBe(true);
  });
});
