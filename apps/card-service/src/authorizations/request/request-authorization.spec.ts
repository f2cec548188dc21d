import type { AuthorizationRequested } from '@mayfly/contracts';
import { cardDatabaseForTests } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { CardServiceUnderTest } from '../../../spec/card-service-under-test';
import { decision, purchase } from '../../../spec/purchases';
import { IntakeUnavailable } from '../answer/intake-unavailable';
import { ClearAuthorization } from '../close/clear-authorization';
import { ReverseAuthorization } from '../close/reverse-authorization';
import { ApplyDecisions } from '../decide/apply-decisions';
import { ReadAuthorization } from '../read/read-authorization';
import { AwaitResolution } from '../answer/await-resolution';
import { ResolutionNotices } from '../answer/resolution-notices';
import { RequestAuthorization } from './request-authorization';

describe('a request from its arrival to its answer', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 10_000 });
  afterEach(async () => {
    cardService.relay.onWake = () => undefined;
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function freshCard(of: CardServiceUnderTest = cardService) {
    const { customerId } = await of.customer();
    return of.card(customerId);
  }

  /** Stands for relay, Kafka and worker: decides what is requested as soon as it is committed. */
  function assess(
    outcome: (requested: AuthorizationRequested) => 'approved' | 'declined',
    by: CardServiceUnderTest = cardService,
  ): void {
    cardService.relay.onWake = (customers) => {
      void database.pool
        .query<{ payload: AuthorizationRequested }>(
          `select payload from written_events o where type = 'authorization.requested.v1' and aggregateid = any ($1)
            and exists (select from authorizations where id::text = payload ->> 'authorizationId' and state = 'pending')`,
          [customers],
        )
        .then(({ rows }) =>
          by
            .get(ApplyDecisions)
            .execute(
              rows.map(({ payload }) =>
                decision({ ...payload, cardId: payload.card.cardId }, outcome(payload)),
              ),
            ),
        );
    };
  }

  async function reasonOf(part: Parameters<typeof purchase>[1]) {
    const { state, reasons, id } = await cardService
      .get(RequestAuthorization)
      .execute(purchase(await freshCard(), part));
    return { state, reasons, written: id !== null };
  }

  it('R2: is answered with the decision of the assessment', async () => {
    assess(({ amountMinor }) => (amountMinor > 2_000 ? 'declined' : 'approved'));
    const card = await freshCard();
    const declined = await cardService
      .get(RequestAuthorization)
      .execute(purchase(card, { amountMinor: 2_001n }));
    expect(declined).toMatchObject({
      state: 'declined',
      origin: 'assessment',
      reasons: ['income_insufficient', 'obligations_excessive'],
      approvalCode: null,
      cardId: card.cardId,
      amountMinor: 2_001n,
    });
    const approved = await cardService
      .get(RequestAuthorization)
      .execute(purchase(card, { amountMinor: 2_000n }));
    expect(approved).toMatchObject({ state: 'approved', origin: 'assessment', reasons: [] });
    expect(approved.approvalCode).toMatch(/^\d{6}$/);
    const stored = await cardService.get(ReadAuthorization).byId(approved.id ?? '');
    expect(stored).toMatchObject(approved);
  });

  it('R1: the second use of a card is refused at once, without an assessment', async () => {
    assess(() => 'approved');
    const card = await freshCard();
    await cardService.get(RequestAuthorization).execute(purchase(card));
    expect(await cardService.get(RequestAuthorization).execute(purchase(card))).toMatchObject({
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
    const first = await cardService.get(RequestAuthorization).execute(message);
    expect(await cardService.get(RequestAuthorization).execute(message)).toEqual(first);
    expect(
      await cardService.get(RequestAuthorization).execute({ ...message, amountMinor: 999n }),
    ).toMatchObject({
      id: null,
      state: 'declined',
      reasons: ['duplicate_with_other_content'],
    });
  });

  it('gives a repeat the answer of then, also when the purchase has been reversed or cleared since', async () => {
    assess(() => 'approved');
    for (const Closing of [ReverseAuthorization, ClearAuthorization]) {
      const message = purchase(await freshCard());
      const first = await cardService.get(RequestAuthorization).execute(message);
      await cardService
        .get<ReverseAuthorization | ClearAuthorization>(Closing)
        .execute({ networkId: message.networkId, authorizationId: first.id ?? '' });
      expect(await cardService.get(RequestAuthorization).execute(message)).toEqual(first);
    }
  });

  it('gives the same answer to a repeat that arrives while the first is being decided, also at another instance', async () => {
    const other = await CardServiceUnderTest.on(database.url, { decisionDeadlineMs: 10_000 });
    const message = purchase(await freshCard());
    const woken = new Promise<void>((resolve) => {
      cardService.relay.onWake = () => {
        resolve();
      };
    });
    const first = cardService.get(RequestAuthorization).execute(message);
    await woken;
    const repeats = [
      cardService.get(RequestAuthorization).execute(message),
      other.get(RequestAuthorization).execute(message),
    ];
    await until(
      () => cardService.get(AwaitResolution).waiting === 2 && other.get(AwaitResolution).waiting === 1,
    );
    const { rows } = await database.pool.query<{ payload: AuthorizationRequested }>(
      `select payload from written_events where type = 'authorization.requested.v1' order by seq desc limit 1`,
    );
    const [requested] = rows;
    if (requested === undefined) throw new Error('nothing was requested');
    const { payload } = requested;
    await cardService
      .get(ApplyDecisions)
      .execute([decision({ ...payload, cardId: payload.card.cardId }, 'approved')]);
    const answers = await Promise.all([first, ...repeats]);
    await other.stop();
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(new Set(answers.map(({ approvalCode }) => approvalCode)).size).toBe(1);
    expect(answers.map(({ state }) => state)).toEqual(['approved', 'approved', 'approved']);
  });

  it('hears of a decision that another instance applied, by its notice', async () => {
    const other = await CardServiceUnderTest.on(database.url);
    await cardService.get(ResolutionNotices).onApplicationBootstrap();
    assess(() => 'approved', other);
    const answer = await cardService.get(RequestAuthorization).execute(purchase(await freshCard()));
    await cardService.get(ResolutionNotices).onApplicationShutdown();
    await other.stop();
    expect(answer).toMatchObject({ state: 'approved' });
  });

  it('finds a decision of another instance in the row when the notice is lost', async () => {
    const other = await CardServiceUnderTest.on(database.url);
    assess(() => 'declined', other);
    const answer = await cardService.get(RequestAuthorization).execute(purchase(await freshCard()));
    await other.stop();
    expect(answer).toMatchObject({ state: 'declined', origin: 'assessment' });
  });

  it('ends at the deadline when nobody decides: timed out, hold released', async () => {
    const hurried = await CardServiceUnderTest.on(database.url, { decisionDeadlineMs: 150 });
    const answer = await hurried.get(RequestAuthorization).execute(purchase(await freshCard(hurried)));
    expect(answer).toMatchObject({ state: 'timed_out', origin: 'deadline', reasons: ['decision_timed_out'] });
    expect(await hurried.get(ReadAuthorization).byId(answer.id ?? '')).toMatchObject({
      hold: { state: 'released', cause: 'timed_out' },
    });
    expect(hurried.get(AwaitResolution).waiting).toBe(0);
    await hurried.stop();
  });

  it('takes nothing more once it is stopped, and answers those who wait', async () => {
    const closing = await CardServiceUnderTest.on(database.url, { decisionDeadlineMs: 300 });
    const card = await freshCard(closing);
    const waiting = closing.get(RequestAuthorization).execute(purchase(card));
    await until(() => closing.get(AwaitResolution).waiting === 1);
    closing.get(RequestAuthorization).onModuleDestroy();
    await expect(closing.get(RequestAuthorization).execute(purchase(card))).rejects.toThrow(
      IntakeUnavailable,
    );
    expect(await waiting).toMatchObject({ state: 'timed_out' });
    await closing.stop();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
