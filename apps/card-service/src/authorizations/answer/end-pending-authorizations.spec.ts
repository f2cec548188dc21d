import { cardDatabaseForTests } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { CardServiceUnderTest } from '../../../spec/card-service-under-test';
import { decision, type Pending } from '../../../spec/purchases';
import { ReadAuthorization } from '../read/read-authorization';
import { ApplyDecisions } from '../decide/apply-decisions';
import { SweepOverdueAuthorizations } from './sweep-overdue-authorizations';

describe('the deadline of an authorization', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function overdue(count: number): Promise<Pending[]> {
    const pendings = await Promise.all(Array.from({ length: count }, () => cardService.pendingPurchase()));
    for (const { authorizationId } of pendings) await cardService.letDeadlinePass(authorizationId);
    return pendings;
  }

  it('R13: declines, releases the hold with a receipt and opens the card, in one transaction', async () => {
    const [pending] = await overdue(1);
    if (pending === undefined) throw new Error('nothing is pending');
    expect(await cardService.timeOut(pending.authorizationId)).toMatchObject({
      result: 'booked',
      resolution: {
        state: 'timed_out',
        origin: 'deadline',
        reasons: ['decision_timed_out'],
        approvalCode: null,
      },
    });
    const view = await cardService.get(ReadAuthorization).byId(pending.authorizationId);
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
    const pending = await cardService.pendingPurchase();
    const outcome = await cardService.timeOut(pending.authorizationId);
    expect(outcome).toMatchObject({ result: 'not_due', resolution: undefined });
    expect(outcome.remainingMs).toBeGreaterThan(0);
    expect(outcome.remainingMs).toBeLessThanOrEqual(60_000);
    expect(await cardService.get(ReadAuthorization).byId(pending.authorizationId)).toMatchObject({
      state: 'pending',
    });
  });

  it('gives the answer that was there before', async () => {
    const pending = await cardService.pendingPurchase();
    await cardService.get(ApplyDecisions).execute([decision(pending, 'approved')]);
    await cardService.letDeadlinePass(pending.authorizationId);
    expect(await cardService.timeOut(pending.authorizationId)).toMatchObject({
      result: 'not_open',
      resolution: { state: 'approved', origin: 'assessment' },
    });
  });

  it('has nothing to say of an authorization that nobody knows', async () => {
    expect(await cardService.timeOut('018f0000-0000-7000-8000-000000000000')).toMatchObject({
      result: 'unknown',
      resolution: undefined,
    });
  });

  it('is kept by the sweeper for those whose instance has died, and by it alone after the grace', async () => {
    const pendings = await overdue(3);
    const young = await cardService.pendingPurchase();
    expect(await cardService.get(SweepOverdueAuthorizations).sweep()).toBe(3);
    expect(await cardService.get(SweepOverdueAuthorizations).sweep()).toBe(0);
    for (const { authorizationId } of pendings) {
      expect(await cardService.get(ReadAuthorization).byId(authorizationId)).toMatchObject({
        state: 'timed_out',
      });
    }
    expect(await cardService.get(ReadAuthorization).byId(young.authorizationId)).toMatchObject({
      state: 'pending',
    });
  });

  it('is swept once when two sweepers meet', async () => {
    const other = await CardServiceUnderTest.on(database.url);
    await overdue(40);
    const swept = await Promise.all([
      cardService.get(SweepOverdueAuthorizations).sweep(),
      other.get(SweepOverdueAuthorizations).sweep(),
      cardService.get(SweepOverdueAuthorizations).sweep(),
      other.get(SweepOverdueAuthorizations).sweep(),
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
    expect(await cardService.get(SweepOverdueAuthorizations).sweep()).toBe(1);
    await holder.query('commit');
    holder.release();
    expect(await cardService.get(ReadAuthorization).byId(free.authorizationId)).toMatchObject({
      state: 'timed_out',
    });
    expect(await cardService.get(SweepOverdueAuthorizations).sweep()).toBe(1);
  });

  it('and a decision race for the same authorizations: each has exactly one of them', async () => {
    const other = await CardServiceUnderTest.on(database.url);
    const pendings = await overdue(40);
    const decisions = pendings.map((pending, index) =>
      decision(pending, index % 2 === 0 ? 'approved' : 'declined'),
    );
    const [swept, results] = await Promise.all([
      cardService.get(SweepOverdueAuthorizations).sweep(),
      other.get(ApplyDecisions).execute(decisions),
    ]);
    await other.stop();
    const applied = results.filter((result) => result === 'applied').length;
    const late = results.filter((result) => result === 'late').length;
    // What the sweeper passed over because the decision held it was decided.
    expect({ swept, sum: applied + late }).toEqual({ swept: late, sum: 40 });
  });
});
