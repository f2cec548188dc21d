import { AuthorizationsRoom, decision, type Pending } from '../../../spec/authorizations-room';
import { cardDatabase, type CardDatabase } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';

describe('the deadline of an authorization', () => {
  let database: CardDatabase;
  let room: AuthorizationsRoom;

  beforeAll(async () => {
    database = await cardDatabase();
    room = new AuthorizationsRoom(database.url, 60_000);
  });
  afterAll(async () => {
    await room.stop();
    await database.drop();
  });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function overdue(count: number): Promise<Pending[]> {
    const pendings = await Promise.all(Array.from({ length: count }, () => room.pendingPurchase()));
    for (const { authorizationId } of pendings) await room.letDeadlinePass(authorizationId);
    return pendings;
  }

  it('R13: declines, releases the hold with a receipt and opens the card, in one transaction', async () => {
    const [pending] = await overdue(1);
    if (pending === undefined) throw new Error('nothing is pending');
    expect(await room.timeOut(pending.authorizationId)).toMatchObject({
      ended: true,
      customerId: pending.customerId,
      resolution: {
        state: 'timed_out',
        origin: 'deadline',
        reasons: ['decision_timed_out'],
        approvalCode: null,
      },
    });
    const view = await room.read.byId(pending.authorizationId);
    expect(view).toMatchObject({
      state: 'timed_out',
      hold: { state: 'released', cause: 'timed_out', endedAt: view?.resolvedAt },
      receipts: [{ cause: 'timed_out', amountMinor: 1_000n }],
    });
    const events = (await outboxEvents(database.pool, pending.customerId)).slice(4);
    expect(events).toMatchObject([
      {
        type: 'authorization.resolved.v1',
        payload: { state: 'timed_out', origin: 'deadline', decisionId: null },
      },
      { type: 'card.changed.v1', payload: { state: 'open', cause: 'deadline_passed', version: 3 } },
      { type: 'hold.released.v1', payload: { cause: 'timed_out', receiptId: view?.receipts[0]?.id } },
    ]);
  });

  it('is the database’s: who asks too early is told how long to wait', async () => {
    const pending = await room.pendingPurchase();
    const outcome = await room.timeOut(pending.authorizationId);
    if (outcome === undefined || !('remainingMs' in outcome)) throw new Error('timed out before its time');
    expect(outcome.remainingMs).toBeGreaterThan(0);
    expect(outcome.remainingMs).toBeLessThanOrEqual(60_000);
    expect(await room.read.byId(pending.authorizationId)).toMatchObject({ state: 'pending' });
  });

  it('gives the answer that was there before', async () => {
    const pending = await room.pendingPurchase();
    await room.decide.execute([decision(pending, 'approved')]);
    await room.letDeadlinePass(pending.authorizationId);
    expect(await room.timeOut(pending.authorizationId)).toMatchObject({
      ended: false,
      resolution: { state: 'approved', origin: 'assessment' },
    });
  });

  it('has nothing to say of an authorization that nobody knows', async () => {
    expect(await room.timeOut('018f0000-0000-7000-8000-000000000000')).toBeUndefined();
  });

  it('is kept by the sweeper for those whose instance has died, and by it alone after the grace', async () => {
    const pendings = await overdue(3);
    const young = await room.pendingPurchase();
    expect(await room.sweepOverdue.sweep()).toBe(3);
    expect(await room.sweepOverdue.sweep()).toBe(0);
    for (const { authorizationId } of pendings) {
      expect(await room.read.byId(authorizationId)).toMatchObject({ state: 'timed_out' });
    }
    expect(await room.read.byId(young.authorizationId)).toMatchObject({ state: 'pending' });
  });

  it('is swept once when two sweepers meet', async () => {
    const other = new AuthorizationsRoom(database.url);
    await overdue(40);
    const swept = await Promise.all([
      room.sweepOverdue.sweep(),
      other.sweepOverdue.sweep(),
      room.sweepOverdue.sweep(),
      other.sweepOverdue.sweep(),
    ]);
    await other.stop();
    expect(swept.reduce((sum, count) => sum + count, 0)).toBe(40);
  });

  it('passes over an account that somebody holds, instead of waiting for it', async () => {
    const [held, free] = await overdue(2);
    if (held === undefined || free === undefined) throw new Error('nothing is pending');
    const holder = await database.pool.connect();
    await holder.query('begin');
    await holder.query('select from accounts where id = $1 for update', [held.accountId]);
    expect(await room.sweepOverdue.sweep()).toBe(1);
    await holder.query('commit');
    holder.release();
    expect(await room.read.byId(free.authorizationId)).toMatchObject({ state: 'timed_out' });
    expect(await room.sweepOverdue.sweep()).toBe(1);
  });

  it('and a decision race for the same authorizations: each has exactly one of them', async () => {
    const other = new AuthorizationsRoom(database.url);
    const pendings = await overdue(40);
    const decisions = pendings.map((pending, index) =>
      decision(pending, index % 2 === 0 ? 'approved' : 'declined'),
    );
    const [swept, results] = await Promise.all([room.sweepOverdue.sweep(), other.decide.execute(decisions)]);
    await other.stop();
    const applied = results.filter((result) => result === 'applied').length;
    const late = results.filter((result) => result === 'late').length;
    // What the sweeper passed over because the decision held it was decided.
    expect({ swept, sum: applied + late }).toEqual({ swept: late, sum: 40 });
  });
});
