import { cardDatabaseForTests } from '../../../spec/card-database';
import { CardServiceUnderTest } from '../../../spec/card-service-under-test';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { decision, network, type Pending, type RequestPart } from '../../../spec/purchases';
import { operator } from '../../../spec/callers';
import { ReportFraud } from '../../fraud-reports/report-fraud';
import { RepayAccount } from '../../customers/repay-account';
import { systemIds } from '../../providers';
import { ClearAuthorization } from '../close/clear-authorization';
import { ExpireHolds } from '../close/expire-holds';
import { ReverseAuthorization } from '../close/reverse-authorization';
import type { BookedMessage } from '../close/book-message';
import { ApplyDecisions } from '../decide/apply-decisions';
import { ReadAuthorization, type AuthorizationView } from '../read/read-authorization';
import { BookMovements } from './book-movements';
import type { StatedAmount } from './movement';

describe('what is booked on an authorization', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function view({ authorizationId }: Pending): Promise<AuthorizationView> {
    const found = await cardService.get(ReadAuthorization).byId(authorizationId);
    if (found === undefined) throw new Error('it is not there');
    return found;
  }

  /** Available, held, owed and payable. */
  async function balances({ accountId }: Pending): Promise<number[]> {
    const { rows } = await database.pool.query<Record<string, bigint>>(
      'select available_minor, held_minor, owed_minor, payable_minor from accounts where id = $1',
      [accountId],
    );
    return Object.values(rows[0] ?? {}).map(Number);
  }

  async function cardState({ cardId }: Pending): Promise<unknown> {
    const { rows } = await database.pool.query<{ state: string }>('select state from cards where id = $1', [
      cardId,
    ]);
    return rows[0]?.state;
  }

  const clear = (
    { authorizationId }: Pending,
    minor: bigint,
    final = false,
    message = cardService.messageKey(),
  ): Promise<BookedMessage> =>
    cardService
      .get(ClearAuthorization)
      .execute({ networkId: network, authorizationId, amount: { minor, as: 'delta' }, final, message });

  const reverse = (
    { authorizationId }: Pending,
    amount: StatedAmount,
    message = cardService.messageKey(),
  ): Promise<BookedMessage> =>
    cardService.get(ReverseAuthorization).execute({ networkId: network, authorizationId, amount, message });

  async function complete({ authorizationId }: Pending, minor: bigint): Promise<string> {
    const { result } = await cardService.get(BookMovements).execute({
      networkId: network,
      authorizationId,
      kind: 'completion',
      amount: { minor, as: 'total' },
      movementId: systemIds.uuid(),
      message: { networkId: network, ...cardService.messageKey() },
    });
    return result;
  }

  async function expire(...holds: Pending[]): Promise<void> {
    for (const { authorizationId } of holds) await cardService.letHoldExpire(authorizationId);
    await cardService.get(ExpireHolds).sweep();
  }

  const decide = (pending: Pending, outcome: 'approved' | 'declined') =>
    cardService.get(ApplyDecisions).execute([decision(pending, outcome)]);

  /** An approved purchase of a customer who can spend no more than this. */
  async function approvedOf(grantedMinor: number, part: RequestPart = {}): Promise<Pending> {
    const { customerId } = await cardService.customer(grantedMinor);
    const pending = await cardService.pending(await cardService.card(customerId), part);
    await decide(pending, 'approved');
    return pending;
  }

  /** Events of the purchase after its approval; each is valid against its schema. */
  const eventsOf = async ({ customerId }: Pending) =>
    (await outboxEvents(database.pool, customerId)).slice(6);

  describe('by clearings', () => {
    it('in several parts: each is owed, the remainder stays held until the final one, which releases it with a receipt', async () => {
      const bought = await approvedOf(100_000);
      await clear(bought, 300n);
      await clear(bought, 200n);
      expect(await view(bought)).toMatchObject({
        state: 'approved',
        clearedMinor: 500n,
        hold: { heldMinor: 500n },
      });
      await clear(bought, 100n, true);
      expect(await view(bought)).toMatchObject({
        state: 'cleared',
        clearedMinor: 600n,
        hold: { state: 'captured', heldMinor: 0n },
        receipts: [{ cause: 'cleared_for_less', amountMinor: 400n }],
      });
      expect(await balances(bought)).toEqual([99_400, 0, 600, 0]);
      expect((await eventsOf(bought)).map(({ type }) => type)).toEqual([
        'movement.booked.v1',
        'movement.booked.v1',
        'authorization.closed.v1',
        'hold.released.v1',
        'movement.booked.v1',
      ]);
    });

    it('above the hold: the rest comes out of what is available, flagged', async () => {
      const bought = await approvedOf(100_000);
      const { movement } = await clear(bought, 1_300n, true);
      expect(movement).toMatchObject({ capturedMinor: 1_000n, beyondHoldMinor: 300n, flags: ['above_hold'] });
      expect(await balances(bought)).toEqual([98_700, 0, 1_300, 0]);
    });

    it('of nothing, as the last one: all is released', async () => {
      const bought = await approvedOf(100_000);
      await clear(bought, 0n, true);
      expect(await view(bought)).toMatchObject({
        state: 'cleared',
        clearedMinor: 0n,
        hold: { state: 'released' },
        receipts: [{ cause: 'cleared_for_less', amountMinor: 1_000n }],
      });
      await eventsOf(bought);
    });

    it.each([
      ['after the hold expired', expire, 'after_expired'],
      [
        'after a reversal',
        (bought: Pending) => reverse(bought, { minor: 0n, as: 'total' }),
        'after_reversed',
      ],
      ['after the final one', (bought: Pending) => clear(bought, 1_000n, true), 'after_cleared'],
    ] as const)(
      '%s: must be booked, comes out of what is available, flagged',
      async (_when, before, flag) => {
        const bought = await approvedOf(100_000);
        await before(bought);
        const { owed } = { owed: (await balances(bought))[2] ?? 0 };
        const { movement } = await clear(bought, 700n, true);
        expect(movement).toMatchObject({
          capturedMinor: 0n,
          beyondHoldMinor: 700n,
          state: 'cleared',
          flags: [flag],
        });
        expect(await balances(bought)).toEqual([100_000 - owed - 700, 0, owed + 700, 0]);
        expect(await view(bought)).toMatchObject({ state: 'cleared', flags: [flag] });
        await eventsOf(bought);
      },
    );

    it('before our answer was stored: the purchase counts as approved by the network, its card as used, and the decision comes late', async () => {
      const pending = await cardService.pendingPurchase();
      await clear(pending, 600n);
      expect(await view(pending)).toMatchObject({
        state: 'approved',
        origin: 'network',
        reasons: ['approved_by_network'],
        flags: ['before_decision'],
        hold: { heldMinor: 400n },
      });
      expect(await cardState(pending)).toBe('used');
      expect(await decide(pending, 'declined')).toEqual(['late']);
      expect(await view(pending)).toMatchObject({ state: 'approved', hold: { heldMinor: 400n } });
    });

    it('of the rest that expires after a part was collected: it is released, and the purchase is cleared', async () => {
      const bought = await approvedOf(100_000);
      await clear(bought, 300n);
      await expire(bought);
      expect(await view(bought)).toMatchObject({
        state: 'cleared',
        clearedMinor: 300n,
        receipts: [{ cause: 'expired', amountMinor: 700n }],
      });
      expect(await balances(bought)).toEqual([99_700, 0, 300, 0]);
    });

    it('of a declined purchase by our id: refused, nothing is booked', async () => {
      const pending = await cardService.pendingPurchase();
      await decide(pending, 'declined');
      await expect(clear(pending, 500n)).rejects.toMatchObject({ code: 'authorization_not_clearable' });
      expect((await view(pending)).movements).toEqual([]);
    });

    it('under the same key again: the same result, and nothing more; with other content it is refused', async () => {
      const bought = await approvedOf(100_000);
      const message = cardService.messageKey();
      const first = await clear(bought, 300n, false, message);
      await clear(bought, 200n);
      const again = await clear(bought, 300n, false, message);
      expect(again).toMatchObject({ result: 'repeated', movement: first.movement });
      for (const other of [clear(bought, 301n, false, message), clear(bought, 300n, true, message)]) {
        await expect(other).rejects.toMatchObject({ status: 409, code: 'duplicate_with_other_content' });
      }
      const another = await approvedOf(100_000);
      await expect(clear(another, 300n, false, message)).rejects.toMatchObject({
        code: 'duplicate_with_other_content',
      });
      expect(await balances(bought)).toEqual([99_000, 500, 500, 0]);
      expect(await balances(another)).toEqual([99_000, 1_000, 0, 0]);
    });
  });

  describe('by reversals', () => {
    it('in parts, as what is taken back or as what is left: the hold shrinks, each with a receipt', async () => {
      const bought = await approvedOf(100_000);
      await reverse(bought, { minor: 300n, as: 'delta' });
      expect(await view(bought)).toMatchObject({ state: 'approved', hold: { heldMinor: 700n } });
      await reverse(bought, { minor: 450n, as: 'total' });
      expect(await view(bought)).toMatchObject({
        hold: { heldMinor: 450n },
        receipts: [
          { cause: 'reversed', amountMinor: 300n },
          { cause: 'reversed', amountMinor: 250n },
        ],
      });
      await reverse(bought, { minor: 9_999n, as: 'delta' });
      expect(await view(bought)).toMatchObject({
        state: 'reversed',
        hold: { state: 'released', cause: 'reversed' },
      });
      expect(await balances(bought)).toEqual([100_000, 0, 0, 0]);
    });

    it('never take back what was collected', async () => {
      const bought = await approvedOf(100_000);
      await clear(bought, 600n);
      await reverse(bought, { minor: 100n, as: 'total' });
      expect(await view(bought)).toMatchObject({ state: 'cleared', hold: { state: 'captured' } });
      expect(await balances(bought)).toEqual([99_400, 0, 600, 0]);
    });

    it('of a part before the decision: what is left is decided, and approved', async () => {
      const pending = await cardService.pendingPurchase();
      await reverse(pending, { minor: 400n, as: 'delta' });
      expect(await view(pending)).toMatchObject({ state: 'pending', hold: { heldMinor: 600n } });
      expect(await decide(pending, 'approved')).toEqual(['applied']);
      expect(await view(pending)).toMatchObject({ state: 'approved', approvedMinor: 600n });
      await clear(pending, 600n, true);
      expect(await balances(pending)).toEqual([99_400, 0, 600, 0]);
    });

    it('of all in parts before the decision: declined, the card is open again', async () => {
      const pending = await cardService.pendingPurchase();
      await reverse(pending, { minor: 400n, as: 'delta' });
      await reverse(pending, { minor: 600n, as: 'delta' });
      expect(await view(pending)).toMatchObject({ state: 'declined', reasons: ['reversed_before_decision'] });
      expect(await cardState(pending)).toBe('open');
      expect(await decide(pending, 'approved')).toEqual(['late']);
    });
  });

  describe('by completions', () => {
    it('for more, be there enough or not; for less, the rest is released', async () => {
      const bought = await approvedOf(1_200);
      expect(await complete(bought, 1_500n)).toBe('booked');
      expect(await balances(bought)).toEqual([-300, 1_500, 0, 0]);
      expect(await complete(bought, 800n)).toBe('booked');
      expect(await balances(bought)).toEqual([400, 800, 0, 0]);
      expect(await complete(bought, 800n)).toBe('booked');
      expect(await balances(bought)).toEqual([400, 800, 0, 0]);
      await eventsOf(bought);
    });

    it('before the decision: what the network approved in our place is what the purchase comes to', async () => {
      const [more, less] = [await cardService.pendingPurchase(), await cardService.pendingPurchase()];
      await complete(more, 1_500n);
      await complete(less, 400n);
      expect(await view(more)).toMatchObject({ state: 'approved', origin: 'network', approvedMinor: 1_500n });
      expect(await view(less)).toMatchObject({ state: 'approved', origin: 'network', approvedMinor: 400n });
      expect(await decide(less, 'declined')).toEqual(['late']);
    });

    it('for nothing: all is released, before the decision as after it', async () => {
      const [pending, bought] = [await cardService.pendingPurchase(), await approvedOf(100_000)];
      expect(await complete(pending, 0n)).toBe('booked');
      expect(await complete(bought, 0n)).toBe('booked');
      expect(await view(pending)).toMatchObject({ state: 'declined', approvedMinor: null });
      expect(await view(bought)).toMatchObject({
        state: 'reversed',
        hold: { state: 'released', cause: 'reversed' },
      });
      expect(await cardState(pending)).toBe('open');
    });
  });

  it('an account that is driven past its purchase power is overdrawn, admits nothing, and a repayment ends it', async () => {
    const bought = await approvedOf(1_200);
    const { movement } = await clear(bought, 1_500n, true);
    expect(movement).toMatchObject({ beyondHoldMinor: 500n });
    expect(await balances(bought)).toEqual([-300, 0, 1_500, 0]);
    expect((await eventsOf(bought)).at(-1)).toMatchObject({
      type: 'movement.booked.v1',
      payload: { account: { availableMinor: 0, overdrawnMinor: 300, owedMinor: 1_500 } },
    });
    const another = await cardService.card(bought.customerId);
    expect((await cardService.admission(another, { amountMinor: 1n })).answer).toMatchObject({
      reason: 'purchase_power_insufficient',
    });
    await cardService.get(RepayAccount).execute({
      principalId: operator.keyId,
      key: systemIds.uuid(),
      customerId: bought.customerId,
      request: { amountMinor: 500, currency: 'EUR', paymentReference: 'transfer-1' },
      traceparent: undefined,
    });
    expect(await balances(bought)).toEqual([200, 0, 1_000, 0]);
    expect((await cardService.admission(another, { amountMinor: 200n })).answer.outcome).toBe('pending');
  });

  describe('after a stand-in', () => {
    let lenient: CardServiceUnderTest;
    beforeAll(async () => {
      lenient = await CardServiceUnderTest.on(database.url, {
        standInMinor: 1_000n,
        decisionDeadlineMs: 60_000,
      });
    });
    afterAll(() => lenient.stop());

    async function stoodIn(part: RequestPart = {}): Promise<Pending> {
      const pending = await cardService.pendingPurchase(part);
      await cardService.letDeadlinePass(pending.authorizationId);
      await lenient.timeOut(pending.authorizationId);
      return pending;
    }

    it('is approved up to the amount of the programme, declined above it', async () => {
      const [upTo, above] = [await stoodIn(), await stoodIn({ amountMinor: 1_001n })];
      expect(await view(upTo)).toMatchObject({
        state: 'approved',
        origin: 'stand_in',
        reasons: ['approved_in_stand_in'],
        approvedMinor: 1_000n,
      });
      expect(await view(above)).toMatchObject({ state: 'timed_out', reasons: ['decision_timed_out'] });
      expect([await cardState(upTo), await cardState(above)]).toEqual(['used', 'open']);
    });

    it('is not approved on an account that was frozen since', async () => {
      const before = await cardService.approvedPurchase();
      const pending = await cardService.pending(await cardService.card(before.customerId));
      const { authorizationId } = before;
      await cardService
        .get(ReportFraud)
        .execute(operator, { authorizationId, channel: 'customer' }, undefined);
      await cardService.letDeadlinePass(pending.authorizationId);
      await lenient.timeOut(pending.authorizationId);
      expect(await view(pending)).toMatchObject({ state: 'timed_out', hold: { state: 'released' } });
    });

    it('a late approval is kept as its decision, a late decline as well, and flagged; each counts once', async () => {
      const [good, bad] = [await stoodIn(), await stoodIn()];
      const [approval, decline] = [decision(good, 'approved'), decision(bad, 'declined')];
      const decisions = cardService.get(ApplyDecisions);
      expect(await decisions.execute([approval, decline])).toEqual(['applied', 'applied']);
      expect(await decisions.execute([approval, decline])).toEqual(['repeated', 'repeated']);
      expect(await decisions.execute([decision(good, 'declined')])).toEqual(['conflict']);
      expect(await view(good)).toMatchObject({
        state: 'approved',
        decisionId: approval.decisionId,
        flags: [],
      });
      expect(await view(bad)).toMatchObject({
        state: 'approved',
        origin: 'stand_in',
        decisionId: decline.decisionId,
        flags: ['declined_after_stand_in'],
        hold: { heldMinor: 1_000n },
      });
    });

    it.each([
      ['expired', expire],
      ['reversed', (bought: Pending) => reverse(bought, { minor: 0n, as: 'total' })],
      ['cleared', (bought: Pending) => clear(bought, 1_000n, true)],
      [
        'cleared',
        async (bought: Pending) => {
          await expire(bought);
          await clear(bought, 500n, true);
        },
      ],
    ] as const)('a decision that comes when it is %s already leaves it so', async (state, end) => {
      const bought = await stoodIn();
      await end(bought);
      const { closedAt } = await view(bought);
      expect(await decide(bought, 'declined')).toEqual(['applied']);
      expect(await view(bought)).toMatchObject({ state, closedAt });
    });
  });

  describe('in sets', () => {
    it('of many: one row for each, in order, those that depend on one another one after the other', async () => {
      const bought = await Promise.all(Array.from({ length: 20 }, () => cardService.approvedPurchase()));
      const movements = bought.flatMap(({ authorizationId }) =>
        [100n, 200n].map((minor) => ({
          networkId: network,
          authorizationId,
          kind: 'clearing' as const,
          amount: { minor, as: 'delta' as const },
          final: minor === 200n,
          movementId: systemIds.uuid(),
          message: { networkId: network, ...cardService.messageKey() },
        })),
      );
      const booked = await cardService.get(BookMovements).within(database.pool, movements);
      expect(booked.map(({ result }) => result)).toEqual(movements.map(() => 'booked'));
      for (const each of bought) expect(await balances(each)).toEqual([99_700, 0, 300, 0]);
    });

    it('with several purchases on one card: what the card is committed to follows each of them', async () => {
      const { customerId } = await cardService.customer();
      const card = await cardService.card(customerId, { capMinor: 5_000, uses: 'split' });
      const parts: Pending[] = [];
      for (let part = 0; part < 3; part += 1) {
        const pending = await cardService.pending(card);
        await decide(pending, 'approved');
        parts.push(pending);
      }
      await expire(...parts);
      for (const part of parts) expect(await view(part)).toMatchObject({ state: 'expired' });
      const { rows } = await database.pool.query('select committed_minor from cards where id = $1', [
        card.cardId,
      ]);
      expect(rows).toEqual([{ committed_minor: 0n }]);
    });
  });
});
