import { createPool } from '@mayfly/postgres';
import { cardDatabase, type CardDatabase } from '../../spec/card-database';
import { moneyFaults } from '../../spec/money-faults';
import { CardServiceUnderTest } from '../../spec/card-service-under-test';
import type { Pending } from '../../spec/purchases';
import { ExpireHolds } from '../authorizations/close/expire-holds';
import { SweepOverdueAuthorizations } from '../authorizations/answer/sweep-overdue-authorizations';
import { ExpireCards } from '../cards/expire-cards';
import { SetAside } from './set-aside';

describe('a row that a sweep cannot end', () => {
  let database: CardDatabase;
  let cardService: CardServiceUnderTest;

  beforeEach(async () => {
    database = await cardDatabase();
    cardService = await CardServiceUnderTest.on(database.url, { decisionDeadlineMs: 60_000 });
  });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
    await cardService.stop();
    await database.drop();
  });

  /** Lets no receipt be written for these authorizations, so that their holds cannot be released. */
  async function spoil(spoilt: readonly Pending[]): Promise<void> {
    const ids = spoilt.map(({ authorizationId }) => `'${authorizationId}'`).join(', ');
    await database.pool.query(
      `alter table hold_releases add constraint spoilt check (authorization_id not in (${ids}))`,
    );
  }

  async function asides(): Promise<{ kind: string; id: string }[]> {
    const { rows } = await database.pool.query<{ kind: string; id: string }>(
      'select kind, id from set_aside',
    );
    return rows;
  }

  async function placedHolds(): Promise<number> {
    const { rows } = await database.pool.query(`select from holds where state = 'placed'`);
    return rows.length;
  }

  it('keeps no hold from expiring behind it, also where there are more of them than one sweep takes', async () => {
    const purchases = await Promise.all(Array.from({ length: 300 }, () => cardService.approvedPurchase()));
    for (const { authorizationId } of purchases) await cardService.letHoldExpire(authorizationId);
    const spoilt = purchases.slice(0, 270);
    await spoil(spoilt);
    let swept = 0;
    for (let round = 0; round < 4; round += 1) swept += await cardService.get(ExpireHolds).sweep();
    expect(swept).toBe(300);
    expect(await placedHolds()).toBe(270);
    expect((await asides()).map(({ id }) => id).sort()).toEqual(
      spoilt.map(({ authorizationId }) => authorizationId).sort(),
    );
    expect(await cardService.get(ExpireHolds).sweep()).toBe(0);
  });

  it('keeps no overdue authorization waiting behind it', async () => {
    const pendings = await Promise.all(Array.from({ length: 20 }, () => cardService.pendingPurchase()));
    for (const { authorizationId } of pendings) await cardService.letDeadlinePass(authorizationId);
    const [bad] = pendings;
    if (bad === undefined) throw new Error('nothing is pending');
    await spoil([bad]);
    expect(await cardService.get(SweepOverdueAuthorizations).sweep()).toBe(20);
    expect(await asides()).toEqual([{ kind: 'overdue_authorization', id: bad.authorizationId }]);
    expect(await placedHolds()).toBe(1);
  });

  it('keeps no card open behind it', async () => {
    const cards = await Promise.all(
      Array.from({ length: 10 }, async () => cardService.card((await cardService.customer()).customerId)),
    );
    await database.pool.query('update cards set valid_until = now()');
    await database.pool.query(
      `alter table cards add constraint spoilt check (id <> '${cards[3]?.cardId ?? ''}' or state <> 'expired')`,
    );
    expect(await cardService.get(ExpireCards).sweep()).toBe(10);
    const { rows } = await database.pool.query(`select id from cards where state = 'open'`);
    expect(rows).toEqual([{ id: cards[3]?.cardId }]);
  });

  it('is tried again after some time, and taken back once it passes', async () => {
    const purchase = await cardService.approvedPurchase();
    await cardService.letHoldExpire(purchase.authorizationId);
    await spoil([purchase]);
    await cardService.get(ExpireHolds).sweep();
    await database.pool.query('alter table hold_releases drop constraint spoilt');
    expect(await cardService.get(ExpireHolds).sweep()).toBe(0);
    await database.pool.query(`update set_aside set try_again_at = now()`);
    expect(await cardService.get(ExpireHolds).sweep()).toBe(1);
    expect(await asides()).toEqual([]);
    expect(await placedHolds()).toBe(0);
  });

  it('is none when the database is away', async () => {
    const away = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1, applicationName: 'away' });
    const sweeping = { claim: () => Promise.resolve([]), end: () => Promise.resolve([]) };
    await expect(new SetAside(away).sweep('expired_hold', sweeping)).rejects.toThrow();
    await away.end();
    expect(await asides()).toEqual([]);
  });
});
