import { cardDatabaseForTests } from '../../spec/card-database';
import { outboxEvents } from '../../spec/outbox-events';
import { steadyProfile } from '../../spec/steady-profile';
import { operator } from '../../spec/callers';
import { UpdateProfile } from './update-profile';
import { ReadCustomer } from './read-customer';

describe("updating a customer's profile", () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance();

  function update(customerId: string, replacesVersion: number, creditScore: number | null) {
    const profile = { ...steadyProfile(), creditScore };
    return cardService.get(UpdateProfile).execute(customerId, { replacesVersion, profile }, undefined);
  }

  it('publishes the new profile under the next version', async () => {
    const { customerId } = await cardService.customer();
    expect(await update(customerId, 1, 610)).toEqual({ customerId, profileVersion: 2 });
    expect(await update(customerId, 2, null)).toEqual({ customerId, profileVersion: 3 });
    const events = await outboxEvents(database.pool, customerId);
    expect(events.map((event) => [event.payload['version'], event.payload['creditScore']])).toEqual([
      [1, 742],
      [2, 610],
      [3, null],
    ]);
    expect(await cardService.get(ReadCustomer).byId(customerId, operator)).toMatchObject({
      profileVersion: 3,
    });
  });

  it('refuses to replace a version that is no longer current', async () => {
    const { customerId } = await cardService.customer();
    await update(customerId, 1, 610);
    await expect(update(customerId, 1, 500)).rejects.toMatchObject({ status: 409, code: 'profile_stale' });
    expect(await outboxEvents(database.pool, customerId)).toHaveLength(2);
  });

  it('lets one of many concurrent updates of a version through', async () => {
    const { customerId } = await cardService.customer();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => update(customerId, 1, 400 + n)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await cardService.get(ReadCustomer).byId(customerId, operator)).toMatchObject({
      profileVersion: 2,
    });
    expect(await outboxEvents(database.pool, customerId)).toHaveLength(2);
  });

  it('knows no profile of a customer that was never opened', async () => {
    await expect(update('0198f2a0-0000-7000-8000-000000000001', 1, 700)).rejects.toMatchObject({
      status: 404,
    });
  });
});
