import { AuthorizationsRoom, network } from '../../../../test/support/card-service/authorizations-room';
import { cardDatabase, type CardDatabase } from '../../../../test/support/card-service/card-database';
import { moneyFaults } from '../../../../test/support/card-service/money-faults';
import { rebuildBalancesOf } from './rebuild-balances';

describe('rebuilding balances from the legs', () => {
  let database: CardDatabase;
  let room: AuthorizationsRoom;

  beforeAll(async () => {
    database = await cardDatabase();
    room = new AuthorizationsRoom(database.url);
  });
  afterAll(async () => {
    await room.stop();
    await database.drop();
  });

  async function accountAfterPurchases(): Promise<string> {
    const { accountId, authorizationId } = await room.approvedPurchase();
    await room.clear.execute({ networkId: network, authorizationId });
    return accountId;
  }

  it('finds nothing to mend after purchases of every end', async () => {
    const reversed = await room.approvedPurchase();
    await room.reverse.execute({ networkId: network, authorizationId: reversed.authorizationId });
    const pending = await room.pendingPurchase();
    const accounts = [await accountAfterPurchases(), reversed.accountId, pending.accountId];
    expect(await rebuildBalancesOf(database.pool, accounts)).toEqual([]);
  });

  it('mends a balance that somebody changed by hand, and says whose', async () => {
    const [spoiled, sound] = [await accountAfterPurchases(), await accountAfterPurchases()];
    await database.pool.query(
      'update accounts set available_minor = available_minor - 7, owed_minor = owed_minor + 7 where id = $1',
      [spoiled],
    );
    expect(await rebuildBalancesOf(database.pool, [spoiled, sound])).toEqual([spoiled]);
    expect(await moneyFaults(database.pool)).toEqual([]);
  });
});
