import type { AuthorizationRequested } from '@mayfly/contracts';
import { AuthorizationsRoom, decision, purchase } from '../../../spec/authorizations-room';
import { cardDatabase, type CardDatabase } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { IntakeUnavailable } from '../answer/intake-unavailable';

describe('a request from its arrival to its answer', () => {
  let database: CardDatabase;
  let room: AuthorizationsRoom;

  beforeAll(async () => {
    database = await cardDatabase();
    room = new AuthorizationsRoom(database.url, 10_000);
  });
  afterAll(async () => {
    await room.stop();
    await database.drop();
  });
  afterEach(async () => {
    room.onWake = () => undefined;
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function freshCard(of: AuthorizationsRoom = room) {
    const { customerId } = await of.cards.customer();
    return of.cards.card(customerId);
  }

  /** Stands for relay, Kafka and worker: decides what is requested as soon as it is committed. */
  function assess(
    outcome: (requested: AuthorizationRequested) => 'approved' | 'declined',
    by: AuthorizationsRoom = room,
  ): void {
    room.onWake = (customers) => {
      void database.pool
        .query<{ payload: AuthorizationRequested }>(
          `select payload from outbox o where type = 'authorization.requested.v1' and aggregateid = any ($1)
            and exists (select from authorizations where id::text = payload ->> 'authorizationId' and state = 'pending')`,
          [customers],
        )
        .then(({ rows }) =>
          by.decide.execute(
            rows.map(({ payload }) =>
              decision({ ...payload, cardId: payload.card.cardId }, outcome(payload)),
            ),
          ),
        );
    };
  }

  async function reasonOf(part: Parameters<typeof purchase>[1]) {
    const { state, reasons, id } = await room.request.execute(purchase(await freshCard(), part));
    return { state, reasons, written: id !== null };
  }

  it('R2: is answered with the decision of the assessment', async () => {
    assess(({ amountMinor }) => (amountMinor > 2_000 ? 'declined' : 'approved'));
    const card = await freshCard();
    const declined = await room.request.execute(purchase(card, { amountMinor: 2_001n }));
    expect(declined).toMatchObject({
      state: 'declined',
      origin: 'assessment',
      reasons: ['income_insufficient', 'obligations_excessive'],
      approvalCode: null,
      cardId: card.cardId,
      amountMinor: 2_001n,
    });
    const approved = await room.request.execute(purchase(card, { amountMinor: 2_000n }));
    expect(approved).toMatchObject({ state: 'approved', origin: 'assessment', reasons: [] });
    expect(approved.approvalCode).toMatch(/^\d{6}$/);
    const stored = await room.read.byId(approved.id ?? '');
    expect(stored).toMatchObject(approved);
  });

  it('R1: the second use of a card is refused at once, without an assessment', async () => {
    assess(() => 'approved');
    const card = await freshCard();
    await room.request.execute(purchase(card));
    expect(await room.request.execute(purchase(card))).toMatchObject({
      state: 'declined',
      origin: 'intake',
      reasons: ['card_already_used'],
    });
  });

  it('is refused by the screening, written down, and counted where it was a mismatch', async () => {
    const refused = (reason: string) => ({ state: 'declined', reasons: [reason], written: true });
    expect(await reasonOf({ cvv2: '000' })).toEqual(refused('cvv_mismatch'));
    expect(await reasonOf({ expiry: '9912' })).toEqual(refused('expiry_mismatch'));
    expect(await reasonOf({ currency: 'USD' })).toEqual(refused('currency_not_supported'));
    expect(await reasonOf({ amountMinor: 5_001n })).toEqual(refused('card_cap_exceeded'));
    expect(await reasonOf({ entryMode: 'chip' })).toEqual(refused('entry_mode_not_allowed'));
  });

  it('writes nothing for a number that no card has', async () => {
    expect(await reasonOf({ cardNumber: '4111111111111111' })).toEqual({
      state: 'declined',
      reasons: ['number_range_not_ours'],
      written: false,
    });
    expect(await reasonOf({ cardNumber: '9999000000000000' })).toMatchObject({
      reasons: ['unknown_number'],
      written: false,
    });
  });

  it('verifies a card without asking anybody', async () => {
    expect(await reasonOf({ kind: 'verification', amountMinor: 0n })).toEqual({
      state: 'verified',
      reasons: [],
      written: true,
    });
  });

  it('gives the stored answer to a repeat, and 94 to other content under the same key', async () => {
    assess(() => 'approved');
    const message = purchase(await freshCard());
    const first = await room.request.execute(message);
    expect(await room.request.execute(message)).toEqual(first);
    expect(await room.request.execute({ ...message, amountMinor: 999n })).toMatchObject({
      id: null,
      state: 'declined',
      reasons: ['duplicate_with_other_content'],
    });
  });

  it('gives a repeat the answer of then, also when the purchase has been reversed or cleared since', async () => {
    assess(() => 'approved');
    for (const way of ['reverse', 'clear'] as const) {
      const message = purchase(await freshCard());
      const first = await room.request.execute(message);
      await room[way].execute({ networkId: message.networkId, authorizationId: first.id ?? '' });
      expect(await room.request.execute(message)).toEqual(first);
    }
  });

  it('gives the same answer to a repeat that arrives while the first is being decided, also at another instance', async () => {
    const other = new AuthorizationsRoom(database.url, 10_000);
    const message = purchase(await freshCard());
    const woken = new Promise<void>((resolve) => {
      room.onWake = () => {
        resolve();
      };
    });
    const first = room.request.execute(message);
    await woken;
    const repeats = [room.request.execute(message), other.request.execute(message)];
    await until(() => room.awaiting.waiting === 2 && other.awaiting.waiting === 1);
    const { rows } = await database.pool.query<{ payload: AuthorizationRequested }>(
      `select payload from outbox where type = 'authorization.requested.v1' order by seq desc limit 1`,
    );
    const [requested] = rows;
    if (requested === undefined) throw new Error('nothing was requested');
    const { payload } = requested;
    await room.decide.execute([decision({ ...payload, cardId: payload.card.cardId }, 'approved')]);
    const answers = await Promise.all([first, ...repeats]);
    await other.stop();
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(new Set(answers.map(({ approvalCode }) => approvalCode)).size).toBe(1);
    expect(answers.map(({ state }) => state)).toEqual(['approved', 'approved', 'approved']);
  });

  it('hears of a decision that another instance applied, by its notice', async () => {
    const other = new AuthorizationsRoom(database.url);
    await room.notices.start();
    assess(() => 'approved', other);
    const answer = await room.request.execute(purchase(await freshCard()));
    await room.notices.stop();
    await other.stop();
    expect(answer).toMatchObject({ state: 'approved' });
  });

  it('finds a decision of another instance in the row when the notice is lost', async () => {
    const other = new AuthorizationsRoom(database.url);
    assess(() => 'declined', other);
    const answer = await room.request.execute(purchase(await freshCard()));
    await other.stop();
    expect(answer).toMatchObject({ state: 'declined', origin: 'assessment' });
  });

  it('ends at the deadline when nobody decides: timed out, hold released', async () => {
    const hurried = new AuthorizationsRoom(database.url, 150);
    const answer = await hurried.request.execute(purchase(await freshCard(hurried)));
    expect(answer).toMatchObject({ state: 'timed_out', origin: 'deadline', reasons: ['decision_timed_out'] });
    expect(await hurried.read.byId(answer.id ?? '')).toMatchObject({
      hold: { state: 'released', cause: 'timed_out' },
    });
    expect(hurried.awaiting.waiting).toBe(0);
    await hurried.stop();
  });

  it('takes nothing more once it is stopped, and answers those who wait', async () => {
    const closing = new AuthorizationsRoom(database.url, 300);
    const card = await freshCard(closing);
    const waiting = closing.request.execute(purchase(card));
    await until(() => closing.awaiting.waiting === 1);
    closing.request.stop();
    await expect(closing.request.execute(purchase(card))).rejects.toThrow(IntakeUnavailable);
    expect(await waiting).toMatchObject({ state: 'timed_out' });
    await closing.stop();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
