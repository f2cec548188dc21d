import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { explain } from '@mayfly/contracts';
import { cardDatabaseForTests } from '../../spec/card-database';
import { moneyFaults } from '../../spec/money-faults';
import { decision } from '../../spec/purchases';
import { operator } from '../../spec/callers';
import { ApplyDecisions } from '../authorizations/decide/apply-decisions';
import { MintCard } from '../cards/mint-card';
import { ReadAuthorization } from '../authorizations/read/read-authorization';
import { ClearAuthorization } from '../authorizations/close/clear-authorization';
import { RepayAccount } from '../customers/repay-account';
import { ReportFraud } from './report-fraud';
import { UnfreezeAccount } from './unfreeze-account';

const channel = 'customer';

describe('a frozen account', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  const otherInstance = database.instance({ decisionDeadlineMs: 60_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  const report = (authorizationId: string) =>
    cardService.get(ReportFraud).execute(operator, { authorizationId, channel }, undefined);

  /** A customer with open cards, and an approved purchase on one more. */
  async function customerWithPurchase(openCards: number) {
    const { customerId } = await cardService.customer();
    const cards = [];
    for (let n = 0; n < openCards; n += 1) cards.push(await cardService.card(customerId));
    const bought = await cardService.pending(await cardService.card(customerId));
    await cardService.get(ApplyDecisions).execute([decision(bought, 'approved')]);
    return { customerId, cards, bought };
  }

  async function accountOf(customerId: string) {
    const { rows } = await database.pool.query<{ available_minor: bigint; frozen_at: Date | null }>(
      'select available_minor, held_minor, owed_minor, frozen_at from accounts where customer_id = $1',
      [customerId],
    );
    return rows[0];
  }

  it('R9: admits nothing, on whichever card, of whichever amount and kind, and holds nothing', async () => {
    const attempts = fc.array(
      fc.record({
        card: fc.nat(2),
        amountMinor: fc.bigInt(1n, 200_000n),
        kind: fc.constantFrom<('purchase' | 'verification')[]>('purchase', 'purchase', 'verification'),
      }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(attempts, async (wishes) => {
        const { customerId, cards, bought } = await customerWithPurchase(3);
        await report(bought.authorizationId);
        const before = await accountOf(customerId);
        const answers = await Promise.all(
          wishes.map(({ card, kind, amountMinor }, n) =>
            (n % 2 === 0 ? cardService : otherInstance).admission(cards[card] ?? fail(), {
              kind,
              amountMinor: kind === 'verification' ? 0n : amountMinor,
            }),
          ),
        );
        for (const { answer } of answers) {
          expect(answer).toMatchObject({ outcome: 'declined', reason: 'account_frozen' });
        }
        expect(await accountOf(customerId)).toEqual(before);
        const { rows } = await database.pool.query(
          "select state from cards where customer_id = $1 and state <> 'used'",
          [customerId],
        );
        expect(rows).toEqual(cards.map(() => ({ state: 'open' })));
      }),
      { numRuns: 15 },
    );
  });

  it('R9: of purchases that race with the report, none is admitted after the freeze', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { customerId, cards, bought } = await customerWithPurchase(12);
      const purchases = cards.map((card, n) =>
        (n % 2 === 0 ? cardService : otherInstance).admission(card, { amountMinor: 1n }),
      );
      await Promise.all([...purchases.slice(0, 6), report(bought.authorizationId), ...purchases.slice(6)]);
      const { rows } = await database.pool.query(
        `select a.requested_at > c.frozen_at as after_freeze, a.state, a.reasons
        from authorizations a join accounts c on c.id = a.account_id where a.customer_id = $1`,
        [customerId],
      );
      for (const { after_freeze, ...answer } of rows as { after_freeze: boolean }[]) {
        if (after_freeze) expect(answer).toEqual({ state: 'declined', reasons: ['account_frozen'] });
        else expect(answer).not.toMatchObject({ reasons: ['account_frozen'] });
      }
      expect(rows).toHaveLength(13);
    }
  });

  it('tells a stranger without CVV2 nothing of the freeze', async () => {
    const { cards, bought } = await customerWithPurchase(1);
    await report(bought.authorizationId);
    const attempt = await cardService.admission(cards[0] ?? fail(), {}, 'cvv_mismatch');
    expect(attempt.answer).toMatchObject({ reason: 'cvv_mismatch' });
  });

  it('R9: gets no new card, and the refused key can be used again once the account is open', async () => {
    const { customerId, bought } = await customerWithPurchase(0);
    await report(bought.authorizationId);
    const order = {
      principalId: operator.keyId,
      key: randomUUID(),
      customerId,
      request: { capMinor: 100 },
      traceparent: undefined,
    };
    await expect(cardService.get(MintCard).execute(order)).rejects.toMatchObject({
      status: 409,
      code: 'account_frozen',
    });
    await cardService.get(UnfreezeAccount).execute(customerId, operator);
    expect(await cardService.get(MintCard).execute(order)).toMatchObject({ state: 'open' });
  });

  it('still decides what was admitted before, still lets the shop collect, and takes repayments', async () => {
    const { customerId, cards, bought } = await customerWithPurchase(1);
    const before = await cardService.pending(cards[0] ?? fail());
    await report(bought.authorizationId);
    expect(await cardService.get(ApplyDecisions).execute([decision(before, 'approved')])).toEqual([
      'applied',
    ]);
    const { networkId } = (await cardService.get(ReadAuthorization).byId(bought.authorizationId)) ?? fail();
    await cardService.get(ClearAuthorization).execute({ networkId, authorizationId: bought.authorizationId });
    const repaid = await cardService.get(RepayAccount).execute({
      principalId: operator.keyId,
      key: randomUUID(),
      customerId,
      request: { amountMinor: 1_000, currency: 'EUR', paymentReference: 'PAID-WHILE-FROZEN' },
      traceparent: undefined,
    });
    expect(repaid).toMatchObject({ account: { owedMinor: 0 } });
  });

  it('R9, R15: the decline tells the customer why, and what to do; the shop learns nothing', () => {
    const facts = {
      state: 'declined',
      kind: 'purchase',
      reasons: ['account_frozen'],
      amountMinor: 1,
      approvedMinor: null,
      clearedMinor: 0,
      refunds: [],
      flags: [],
      currency: 'EUR',
      alternatives: [],
      counterfactuals: [],
      sources: [],
    } as const;
    const customer = explain({ ...facts, audience: 'customer' });
    expect(JSON.stringify(customer)).toMatch(/reported as fraud.*confirm who you are/);
    expect(JSON.stringify(explain({ ...facts, audience: 'merchant' }))).not.toMatch(/fraud|paused|frozen/i);
  });

  describe('that an operator opens again', () => {
    it('R15: pays again; the burned card stays burned, and the freeze is on record', async () => {
      const { customerId, cards, bought } = await customerWithPurchase(1);
      const { reportId } = await report(bought.authorizationId);
      const frozen = await accountOf(customerId);
      await cardService.get(UnfreezeAccount).execute(customerId, operator);
      await cardService.get(UnfreezeAccount).execute(customerId, operator);
      expect((await cardService.admission(cards[0] ?? fail())).answer).toMatchObject({ outcome: 'pending' });
      const { rows } = await database.pool.query(
        'select report_id, frozen_at, lifted_by, lifted_at > frozen_at as later from lifted_freezes where customer_id = $1',
        [customerId],
      );
      expect(rows).toEqual([
        { report_id: reportId, frozen_at: frozen?.frozen_at, lifted_by: operator.keyId, later: true },
      ]);
    });

    it('is not frozen again by a repeat of the old report, but by a report of another purchase', async () => {
      const { customerId, cards, bought } = await customerWithPurchase(1);
      await report(bought.authorizationId);
      await cardService.get(UnfreezeAccount).execute(customerId, operator);
      await report(bought.authorizationId);
      expect(await accountOf(customerId)).toMatchObject({ frozen_at: null });
      const second = await cardService.pending(cards[0] ?? fail());
      await cardService.get(ApplyDecisions).execute([decision(second, 'approved')]);
      await report(second.authorizationId);
      expect((await accountOf(customerId))?.frozen_at).toBeInstanceOf(Date);
    });

    it('stays frozen since the first report when a second comes', async () => {
      const { customerId, cards, bought } = await customerWithPurchase(1);
      const second = await cardService.pending(cards[0] ?? fail());
      await cardService.get(ApplyDecisions).execute([decision(second, 'approved')]);
      await report(bought.authorizationId);
      const since = (await accountOf(customerId))?.frozen_at;
      await report(second.authorizationId);
      expect((await accountOf(customerId))?.frozen_at).toEqual(since);
    });

    it('is a customer, or not found', async () => {
      await expect(cardService.get(UnfreezeAccount).execute(randomUUID(), operator)).rejects.toMatchObject({
        status: 404,
      });
    });
  });
});

function fail(): never {
  throw new Error('there is none');
}
