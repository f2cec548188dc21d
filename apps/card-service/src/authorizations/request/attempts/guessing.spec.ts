import { randomUUID } from 'node:crypto';
import { completeLuhn } from '@mayfly/card-number';
import { cardDatabaseForTests } from '../../../../spec/card-database';
import { moneyFaults } from '../../../../spec/money-faults';
import { decision, purchase } from '../../../../spec/purchases';
import { operator } from '../../../../spec/callers';
import type { FreshCard } from '../../../../spec/fresh-card';
import type { Authorization } from '../../authorization';
import { RequestAuthorization } from '../request-authorization';
import { ApplyDecisions } from '../../decide/apply-decisions';
import { CancelCard } from '../../../cards/cancel-card';
import { ServiceMetrics } from '../../../operation/service-metrics';
import { heldBackForMs } from './held-back-answers';
import { mostMerchantAttempts } from './merchant-attempts';
import { mostAttempts, TakeAttempts } from './take-attempts';

describe('whoever guesses card numbers, expiries or CVV2s', () => {
  const database = cardDatabaseForTests();
  /** Two instances of the service. */
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  const other = database.instance({ decisionDeadlineMs: 60_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function freshCard(): Promise<FreshCard> {
    const { customerId } = await cardService.customer();
    return cardService.card(customerId);
  }

  function wrongCvv2({ cvv2 }: FreshCard): string {
    return cvv2 === '999' ? '998' : '999';
  }

  function numberWithoutCard({ number }: FreshCard): string {
    return completeLuhn(number.slice(0, 8) + '0000000');
  }

  const shop = (place: number) => ({ id: `shop-${place}`, name: 'Shop', mcc: '5411', country: 'DE' });

  /** A sender that has guessed until no attempt was left. */
  async function senderWithoutAttempts(): Promise<string> {
    const networkId = randomUUID();
    await database.pool.query(
      'insert into attempt_allowances (network_id, attempts, as_of, taken, refused) values ($1, 0, now(), 0, 0)',
      [networkId],
    );
    return networkId;
  }

  async function stateOf({ cardId }: FreshCard): Promise<unknown> {
    const { rows } = await database.pool.query<{ state: string }>('select state from cards where id = $1', [
      cardId,
    ]);
    return rows[0]?.state;
  }

  /** Buys with the right details, and lets the assessment approve. */
  async function buy(card: FreshCard, networkId: string): Promise<Authorization> {
    const answer = cardService.get(RequestAuthorization).execute(purchase(card, { networkId }));
    const id = await Promise.race([answer.then(() => undefined), pendingOn(card)]);
    if (id !== undefined) {
      const { rows } = await database.pool.query('select * from authorizations where id = $1', [id]);
      const [row] = rows as { customer_id: string; account_id: string; card_id: string }[];
      if (row === undefined) throw new Error('a pending purchase has no row');
      const of = {
        authorizationId: id,
        customerId: row.customer_id,
        accountId: row.account_id,
        cardId: row.card_id,
      };
      await cardService.get(ApplyDecisions).execute([decision(of, 'approved')]);
    }
    return answer;
  }

  async function pendingOn({ cardId }: FreshCard): Promise<string | undefined> {
    for (let look = 0; look < 200; look += 1) {
      const { rows } = await database.pool.query<{ id: string }>(
        `select id from authorizations where card_id = $1 and state = 'pending'`,
        [cardId],
      );
      if (rows[0] !== undefined) return rows[0].id;
    }
    return undefined;
  }

  it('is told nothing of a used, cancelled, expired, blocked or busy card without its CVV2', async () => {
    const [used, cancelled, expired, blocked, busy] = [
      await freshCard(),
      await freshCard(),
      await freshCard(),
      await freshCard(),
      await freshCard(),
    ];
    await buy(used, randomUUID());
    await cardService.get(CancelCard).execute(cancelled.cardId, operator, undefined);
    await database.pool.query(`update cards set state = 'expired' where id = $1`, [expired.cardId]);
    await database.pool.query(`update cards set state = 'blocked' where id = $1`, [blocked.cardId]);
    await cardService.pending(busy);
    const networkId = randomUUID();
    for (const card of [used, cancelled, expired, blocked, busy]) {
      const guess = await cardService
        .get(RequestAuthorization)
        .execute(purchase(card, { networkId, cvv2: wrongCvv2(card) }));
      expect(guess.reasons).toEqual(['cvv_mismatch']);
    }
    const told: string[] = [];
    for (const card of [used, cancelled, expired, blocked, busy]) {
      told.push(
        ...(await cardService.get(RequestAuthorization).execute(purchase(card, { networkId }))).reasons,
      );
    }
    expect(told).toEqual([
      'card_already_used',
      'card_cancelled',
      'card_expired',
      'card_blocked',
      'card_busy',
    ]);
  });

  it('gets the same answer, after the same time, for a number with a card and for one without', async () => {
    const networkId = await senderWithoutAttempts();
    const card = await freshCard();
    const cardNumber = numberWithoutCard(card);
    const guesses = [
      purchase(card, { networkId, cvv2: wrongCvv2(card) }),
      purchase(card, { networkId, expiry: card.expiry === '3012' ? '3011' : '3012' }),
      purchase(card, { networkId, entryMode: 'chip' }),
      purchase(card, { networkId, cardNumber }),
      purchase(card, { networkId, cardNumber, entryMode: 'chip' }),
    ];
    const answers = await Promise.all(
      guesses.map(async (guess) => {
        const sentAtMs = performance.now();
        const answer = await cardService.get(RequestAuthorization).execute(guess);
        return { answer, tookMs: performance.now() - sentAtMs };
      }),
    );
    for (const { answer, tookMs } of answers) {
      expect(answer).toMatchObject({
        id: null,
        cardId: null,
        customerId: null,
        accountId: null,
        state: 'declined',
        reasons: ['attempts_used_up'],
      });
      expect(tookMs).toBeGreaterThanOrEqual(heldBackForMs - 1);
    }
    const { rows } = await database.pool.query('select from authorizations where network_id = $1', [
      networkId,
    ]);
    expect(rows).toEqual([]);
  });

  it('without attempts left cannot block a card, which others use as before', async () => {
    const networkId = await senderWithoutAttempts();
    const card = await freshCard();
    for (let guess = 0; guess < 5; guess += 1) {
      await cardService
        .get(RequestAuthorization)
        .execute(purchase(card, { networkId, cvv2: wrongCvv2(card) }));
    }
    expect(await stateOf(card)).toBe('open');
    expect(await buy(card, randomUUID())).toMatchObject({ state: 'approved' });
  });

  it('without attempts left still gets through what it states right', async () => {
    expect(await buy(await freshCard(), await senderWithoutAttempts())).toMatchObject({ state: 'approved' });
  });

  it('has three tries at the CVV2 of a card: afterwards the right one is refused as well, to that sender alone', async () => {
    const networkId = await senderWithoutAttempts();
    const card = await freshCard();
    for (let guess = 0; guess < 3; guess += 1) {
      await cardService
        .get(RequestAuthorization)
        .execute(purchase(card, { networkId, cvv2: wrongCvv2(card) }));
    }
    const right = await cardService.get(RequestAuthorization).execute(purchase(card, { networkId }));
    expect(right).toMatchObject({ id: null, reasons: ['attempts_used_up'] });
    expect(await stateOf(card)).toBe('open');
    expect(await buy(card, randomUUID())).toMatchObject({ state: 'approved' });
  });

  it('gains nothing by trying every CVV2 at the same moment, at two instances', async () => {
    const networkId = await senderWithoutAttempts();
    const card = await freshCard();
    const wrong = Array.from({ length: 1_000 }, (_, digits) => String(digits).padStart(3, '0')).filter(
      (cvv2) => cvv2 !== card.cvv2,
    );
    const guesses = [...wrong, card.cvv2].map((cvv2, place) =>
      (place % 2 === 0 ? cardService : other)
        .get(RequestAuthorization)
        .execute(purchase(card, { networkId, cvv2 })),
    );
    const answers = await Promise.all(guesses);
    expect(new Set(answers.flatMap(({ reasons }) => reasons))).toEqual(new Set(['attempts_used_up']));
    const { rows } = await database.pool.query('select sender_mismatches from cards where id = $1', [
      card.cardId,
    ]);
    expect(rows).toEqual([{ sender_mismatches: { [networkId]: 3 } }]);
  });

  it('does not overtake its wrong guesses with the right one while they wait for their attempts', async () => {
    const networkId = randomUUID();
    const card = await freshCard();
    await new TakeAttempts(cardService.pool, cardService.get(ServiceMetrics)).take(networkId);
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('select from attempt_allowances where network_id = $1 for update', [networkId]);
    const wrong = Array.from({ length: 4 }, () =>
      cardService.get(RequestAuthorization).execute(purchase(card, { networkId, cvv2: wrongCvv2(card) })),
    );
    const right = cardService.get(RequestAuthorization).execute(purchase(card, { networkId }));
    await client.query('commit');
    client.release();
    await Promise.all(wrong);
    expect(await right).toMatchObject({ state: 'declined' });
    expect(await stateOf(card)).toBe('blocked');
  });

  it('gains nothing by trying the CVV2s of a card at one merchant after the other, each with attempts of its own', async () => {
    const networkId = randomUUID();
    const card = await freshCard();
    const at = (place: number, cvv2: string): Promise<Authorization> =>
      cardService
        .get(RequestAuthorization)
        .execute(purchase(card, { networkId, cvv2, merchant: shop(100 + place) }));
    for (let place = 0; place < 3; place += 1) {
      expect(await at(place, wrongCvv2(card))).toMatchObject({ reasons: ['cvv_mismatch'] });
    }
    expect(await at(3, card.cvv2)).toMatchObject({ state: 'declined' });
    expect(await stateOf(card)).toBe('blocked');
  });

  it('at one merchant uses up the attempts of that merchant alone: at others of the network a wrong CVV2 is still named', async () => {
    const networkId = randomUUID();
    const card = await freshCard();
    const cardNumber = numberWithoutCard(card);
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        cardService
          .get(RequestAuthorization)
          .execute(purchase(card, { networkId, cardNumber, merchant: shop(1) })),
      ),
    );
    const told = answers.filter(({ reasons }) => reasons[0] === 'unknown_number');
    expect(told).toHaveLength(mostMerchantAttempts);
    const elsewhere = purchase(card, { networkId, cvv2: wrongCvv2(card), merchant: shop(2) });
    expect(await cardService.get(RequestAuthorization).execute(elsewhere)).toMatchObject({
      reasons: ['cvv_mismatch'],
    });
  });

  it('leaves a trace with unknown numbers, and runs out at all instances together', async () => {
    const networkId = randomUUID();
    const card = await freshCard();
    const cardNumber = numberWithoutCard(card);
    const answers = await Promise.all(
      Array.from({ length: mostAttempts + 10 }, (_, place) =>
        (place % 2 === 0 ? cardService : other)
          .get(RequestAuthorization)
          .execute(purchase(card, { networkId, cardNumber, merchant: shop(place) })),
      ),
    );
    const told = answers.filter(({ reasons }) => reasons[0] === 'unknown_number');
    expect(told).toHaveLength(mostAttempts);
    const { rows } = await database.pool.query(
      'select taken, refused from attempt_allowances where network_id = $1',
      [networkId],
    );
    const [allowance] = rows as { taken: bigint; refused: bigint }[];
    expect(allowance?.taken).toBe(BigInt(mostAttempts));
    expect(allowance?.refused).toBeGreaterThan(0n);
  });

  it('gets a repeat of what was answered before answered the same, attempts or not', async () => {
    const networkId = randomUUID();
    const card = await freshCard();
    const message = purchase(card, { networkId, cvv2: wrongCvv2(card) });
    const first = await cardService.get(RequestAuthorization).execute(message);
    expect(first.reasons).toEqual(['cvv_mismatch']);
    await database.pool.query('update attempt_allowances set attempts = 0 where network_id = $1', [
      networkId,
    ]);
    expect(await cardService.get(RequestAuthorization).execute(message)).toEqual(first);
  });

  it('gets attempts back with time and with approvals, and never more than it had at first', async () => {
    const networkId = await senderWithoutAttempts();
    const attempts = new TakeAttempts(cardService.pool, cardService.get(ServiceMetrics));
    expect(await attempts.take(networkId)).toBe(false);
    // Instances of their own: one that was refused remembers it for half a second.
    const another = new TakeAttempts(cardService.pool, cardService.get(ServiceMetrics));
    for (let approval = 0; approval < 5; approval += 1) another.approved(networkId);
    expect(await another.take(networkId)).toBe(true);
    expect(await another.take(networkId)).toBe(false);
    await database.pool.query(
      `update attempt_allowances set as_of = as_of - interval '30 days' where network_id = $1`,
      [networkId],
    );
    const third = new TakeAttempts(cardService.pool, cardService.get(ServiceMetrics));
    const taken = await Promise.all(Array.from({ length: mostAttempts + 5 }, () => third.take(networkId)));
    expect(taken.filter(Boolean)).toHaveLength(mostAttempts);
  });

  it('may ask ten times whether a card is good, and the card can still be used', async () => {
    const card = await freshCard();
    const verification = () =>
      cardService
        .get(RequestAuthorization)
        .execute(purchase(card, { kind: 'verification', amountMinor: 0n, networkId: randomUUID() }));
    for (let time = 1; time <= 10; time += 1) expect((await verification()).state).toBe('verified');
    expect(await verification()).toMatchObject({ state: 'declined', reasons: ['too_many_verifications'] });
    expect(await buy(card, randomUUID())).toMatchObject({ state: 'approved' });
  });
});
