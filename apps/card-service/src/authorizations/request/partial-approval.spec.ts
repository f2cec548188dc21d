import { cardDatabaseForTests } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { outboxEvents } from '../../../spec/outbox-events';
import { decision, network, purchase, type Pending, type RequestPart } from '../../../spec/purchases';
import { eventually } from '../../../../../test/support/eventually';
import type { Authorization } from '../authorization';
import { ReverseByMessage } from '../close/reverse-by-message';
import { ApplyDecisions } from '../decide/apply-decisions';
import { ReadAuthorization } from '../read/read-authorization';
import { RequestAuthorization } from './request-authorization';

describe('a partial approval', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  const lenient = database.instance({ standInMinor: 1_000n });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  /** The answer to a purchase of 10.00 by somebody with so much purchase power, decided by `decide` if it comes to that. */
  async function bought(
    {
      grantedMinor = 100_000,
      capMinor = 5_000,
      ...part
    }: RequestPart & { grantedMinor?: number; capMinor?: number },
    decide?: (pending: Pending) => Promise<unknown>,
  ): Promise<Authorization> {
    const { customerId } = await cardService.customer(grantedMinor);
    const card = await cardService.card(customerId, { capMinor });
    const answer = cardService.get(RequestAuthorization).execute(purchase(card, part));
    if (decide !== undefined) {
      const authorizationId = await cardService.pendingOn(card.cardId);
      const view = await cardService.get(ReadAuthorization).byId(authorizationId);
      if (view === undefined) throw new Error('nothing is pending');
      const { accountId, cardId } = view;
      await decide({ authorizationId, customerId, accountId, cardId, holdId: view.hold?.id ?? '' });
      await outboxEvents(database.pool, customerId);
    }
    return answer;
  }

  const approve = (pending: Pending) =>
    cardService.get(ApplyDecisions).execute([decision(pending, 'approved')]);
  const offer = (amountMinor: number) => (pending: Pending) =>
    cardService.get(ApplyDecisions).execute([
      {
        ...decision(pending, 'declined'),
        alternatives: [{ kind: 'smaller_amount' as const, amountMinor }],
      },
    ]);

  it.each([
    ['the account has', { grantedMinor: 700 }],
    ['the cap of the card leaves', { capMinor: 700 }],
  ])('is for what %s, where the terminal can take a part', async (_what, limit) => {
    expect(await bought({ ...limit, partialAllowed: true }, approve)).toMatchObject({
      state: 'approved',
      reasons: ['partly_approved'],
      amountMinor: 1_000n,
      approvedMinor: 700n,
    });
  });

  it.each([
    ['purchase_power_insufficient', { grantedMinor: 700 }],
    ['card_cap_exceeded', { capMinor: 700 }],
  ])('is not given where the terminal cannot: %s', async (reason, limit) => {
    expect(await bought(limit)).toMatchObject({ state: 'declined', reasons: [reason] });
  });

  it('is for what the assessment offers, and the rest is released with a receipt', async () => {
    const answer = await bought({ partialAllowed: true }, offer(600));
    expect(answer).toMatchObject({ state: 'approved', reasons: ['partly_approved'], approvedMinor: 600n });
    expect(await cardService.get(ReadAuthorization).byId(answer.id ?? '')).toMatchObject({
      hold: { state: 'placed', heldMinor: 600n },
      receipts: [{ cause: 'partly_approved', amountMinor: 400n }],
    });
  });

  it('is not given by an offer that the terminal cannot take', async () => {
    expect(await bought({}, offer(600))).toMatchObject({ state: 'declined', approvedMinor: null });
  });

  it('repeated gets the stored answer', async () => {
    const { customerId } = await cardService.customer(700);
    const card = await cardService.card(customerId);
    const message = purchase(card, { partialAllowed: true });
    const requests = cardService.get(RequestAuthorization);
    const first = requests.execute(message);
    const authorizationId = await cardService.pendingOn(card.cardId);
    const view = await cardService.get(ReadAuthorization).byId(authorizationId);
    await approve({
      authorizationId,
      customerId,
      accountId: view?.accountId ?? '',
      cardId: card.cardId,
      holdId: '',
    });
    expect(await requests.execute(message)).toEqual({ ...(await first) });
  });

  it.each(['offer', 'stand-in'])(
    'is given by no %s to a message that was taken back before its decision',
    async (way) => {
      const { customerId } = await cardService.customer();
      const card = await cardService.card(customerId);
      const message = purchase(card, { partialAllowed: true });
      const holder = await database.pool.connect();
      await holder.query('begin');
      await holder.query('select from accounts where customer_id = $1 for update', [customerId]);
      const admission = cardService.admission(card, message);
      await eventually(async () => {
        const { rows } = await database.pool.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        expect(rows).toHaveLength(1);
      });
      // The statement that admits it has begun, and does not see the reversal; the reversal does not see what it admits.
      expect(await cardService.get(ReverseByMessage).execute({ original: message })).toMatchObject({
        outcome: 'remembered',
      });
      await holder.query('commit');
      holder.release();
      const pending = await admission;
      expect(pending.answer.outcome).toBe('pending');
      await cardService.letDeadlinePass(pending.authorizationId);
      await (way === 'offer' ? offer(600)(pending) : lenient.timeOut(pending.authorizationId));
      expect(await cardService.get(ReadAuthorization).byId(pending.authorizationId)).toMatchObject({
        state: way === 'offer' ? 'declined' : 'timed_out',
        networkId: network,
        hold: { heldMinor: 0n },
      });
    },
  );
});
