import { randomUUID } from 'node:crypto';
import { cardDatabaseForTests } from '../../spec/card-database';
import { moneyFaults } from '../../spec/money-faults';
import { outboxEvents } from '../../spec/outbox-events';
import { decision, network } from '../../spec/purchases';
import { customerCaller, operator } from '../../spec/callers';
import type { PartyPrincipal, Principal } from '../access/principal';
import { ReverseAuthorization } from '../authorizations/close/reverse-authorization';
import { ClearAuthorization } from '../authorizations/close/clear-authorization';
import { ApplyDecisions } from '../authorizations/decide/apply-decisions';
import { ReadAuthorization } from '../authorizations/read/read-authorization';
import { ReportFraud } from './report-fraud';

const sender: PartyPrincipal = {
  role: 'network',
  keyId: randomUUID(),
  partyId: network,
  scheme: 'visa',
  merchant: null,
  name: 'The network',
};
const unknown = '0198f2a0-0000-7000-8000-000000000001';

describe('reporting a fraud', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  const otherInstance = database.instance({ decisionDeadlineMs: 60_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  const report = (authorizationId: string, caller: Principal = sender, instance = cardService) =>
    instance.get(ReportFraud).execute(caller, { authorizationId }, undefined);

  async function stateOf({ cardId, accountId }: { cardId: string; accountId: string }) {
    const { rows } = await database.pool.query<object>(
      `select c.state as card, a.frozen_at is not null as frozen, a.available_minor, a.held_minor
      from cards c, accounts a where c.id = $1 and a.id = $2`,
      [cardId, accountId],
    );
    return rows[0];
  }

  async function declinedPurchase() {
    const pending = await cardService.pendingPurchase();
    await cardService.get(ApplyDecisions).execute([decision(pending, 'declined')]);
    return pending;
  }

  it('R9: burns the card of a purchase that failed, so that whoever has the number cannot try again', async () => {
    const purchase = await declinedPurchase();
    expect(await stateOf(purchase)).toMatchObject({ card: 'open' });
    await report(purchase.authorizationId);
    expect(await stateOf(purchase)).toMatchObject({ card: 'blocked', frozen: false });
  });

  it('R9: freezes the account when somebody else could use it; card, hold and purchase stay as they are', async () => {
    const purchase = await cardService.approvedPurchase();
    const before = await stateOf(purchase);
    await report(purchase.authorizationId);
    expect(await stateOf(purchase)).toEqual({ ...before, card: 'used', frozen: true });
    expect(await cardService.get(ReadAuthorization).byId(purchase.authorizationId)).toMatchObject({
      state: 'approved',
    });
  });

  it.each([
    ['reverse', ReverseAuthorization],
    ['clear', ClearAuthorization],
  ] as const)('R9: freezes the account also after the shop ended the purchase: %s', async (_way, Closing) => {
    const purchase = await cardService.approvedPurchase();
    await cardService
      .get<ReverseAuthorization | ClearAuthorization>(Closing)
      .execute({ networkId: network, authorizationId: purchase.authorizationId });
    await report(purchase.authorizationId);
    expect(await stateOf(purchase)).toMatchObject({ card: 'used', frozen: true });
  });

  it('R9: tells the assessment, and everyone who follows the card, in this order', async () => {
    const { authorizationId, customerId, accountId, cardId } = await declinedPurchase();
    const { reportId, reportedAt } = await report(authorizationId);
    const events = (await outboxEvents(database.pool, customerId)).slice(-2);
    expect(events).toMatchObject([
      {
        type: 'fraud.reported.v1',
        payload: {
          reportId,
          authorizationId,
          customerId,
          accountId,
          cardId,
          channel: 'chargeback',
          reportedAt,
        },
      },
      {
        type: 'card.changed.v1',
        payload: { card: { cardId }, state: 'blocked', cause: 'fraud_reported', changedAt: reportedAt },
      },
    ]);
  });

  it('answers a repeat with the first report, whoever makes it, and changes nothing', async () => {
    const { authorizationId, customerId } = await cardService.approvedPurchase();
    const first = await report(authorizationId);
    const events = await outboxEvents(database.pool, customerId);
    expect(await report(authorizationId)).toEqual(first);
    expect(await report(authorizationId, customerCaller(customerId))).toEqual(first);
    expect(first.channel).toBe('chargeback');
    expect(await outboxEvents(database.pool, customerId)).toEqual(events);
  });

  it('takes one of many reports at once, at two instances, and answers all of them with it', async () => {
    const { authorizationId, customerId } = await declinedPurchase();
    const reports = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        report(
          authorizationId,
          n % 3 === 0 ? customerCaller(customerId) : sender,
          n % 2 === 0 ? cardService : otherInstance,
        ),
      ),
    );
    expect(new Set(reports.map(({ reportId }) => reportId)).size).toBe(1);
    const types = (await outboxEvents(database.pool, customerId)).map(({ type }) => type);
    expect(types.filter((type) => type === 'fraud.reported.v1')).toHaveLength(1);
    const { rows } = await database.pool.query(
      `select c.version from cards c join authorizations a on a.card_id = c.id where a.id = $1`,
      [authorizationId],
    );
    expect(rows).toEqual([{ version: 4 }]); // minted, claimed, opened again, blocked
  });

  it('is refused, with nothing written, while the purchase is being decided; then it is taken', async () => {
    const purchase = await cardService.pendingPurchase();
    const events = await outboxEvents(database.pool, purchase.customerId);
    await expect(report(purchase.authorizationId)).rejects.toMatchObject({
      status: 409,
      code: 'card_in_use',
    });
    expect(await stateOf(purchase)).toMatchObject({ card: 'claimed', frozen: false });
    expect(await outboxEvents(database.pool, purchase.customerId)).toEqual(events);
    await cardService.get(ApplyDecisions).execute([decision(purchase, 'declined')]);
    await report(purchase.authorizationId);
    expect(await stateOf(purchase)).toMatchObject({ card: 'blocked' });
  });

  it('R9: no decline opens a burned card again: the report waits for the purchase that has the card', async () => {
    const { customerId } = await cardService.customer();
    const card = await cardService.card(customerId);
    const first = await cardService.pending(card);
    await cardService.get(ApplyDecisions).execute([decision(first, 'declined')]);
    const second = await cardService.pending(card);
    await expect(report(first.authorizationId)).rejects.toMatchObject({ code: 'card_in_use' });
    await cardService.get(ApplyDecisions).execute([decision(second, 'declined')]);
    await report(first.authorizationId);
    expect((await cardService.admission(card)).answer).toMatchObject({ reason: 'card_blocked' });
  });

  it('finds nothing of another network or another customer, and nothing unknown', async () => {
    const { authorizationId, ...rest } = await cardService.approvedPurchase();
    const strangers: Principal[] = [
      { ...sender, partyId: randomUUID() },
      customerCaller((await cardService.customer()).customerId),
    ];
    for (const stranger of strangers) {
      await expect(report(authorizationId, stranger)).rejects.toMatchObject({ status: 404 });
    }
    await expect(report(unknown)).rejects.toMatchObject({ status: 404 });
    expect(await stateOf(rest)).toMatchObject({ frozen: false });
  });

  it('is made for somebody by an operator, who says for whom; others cannot choose', async () => {
    const { authorizationId, customerId } = await cardService.approvedPurchase();
    const asking = { authorizationId, channel: 'chargeback' } as const;
    await expect(report(authorizationId, operator)).rejects.toMatchObject({
      status: 400,
      errors: [{ field: 'channel' }],
    });
    await expect(
      cardService.get(ReportFraud).execute(customerCaller(customerId), asking, undefined),
    ).rejects.toMatchObject({ status: 400, errors: [{ field: 'channel' }] });
    expect(await cardService.get(ReportFraud).execute(operator, asking, undefined)).toMatchObject({
      authorizationId,
      channel: 'chargeback',
    });
  });
});
