import { randomUUID } from 'node:crypto';
import type { Pool } from '@mayfly/postgres';
import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { NetworkMessageKey } from '../src/authorizations/authorization';
import { BookMovements, type Booking } from '../src/authorizations/book/book-movements';
import { ApplyDecisions } from '../src/authorizations/decide/apply-decisions';
import { AdmitAuthorizations, type Admission } from '../src/authorizations/request/admit-authorizations';
import type { Advice, AdviceKind, AdviceOutcome } from '../src/authorizations/close/advice';
import { BookAdvice } from '../src/authorizations/close/book-advice';
import { CardServiceModule } from '../src/card-service.module';
import type { MintCardDto } from '../src/cards/card.dto';
import { CardFinder } from '../src/cards/card-finder';
import { MintCard } from '../src/cards/mint-card';
import type { CustomerDto } from '../src/customers/customer.dto';
import { OpenCustomer } from '../src/customers/open-customer';
import { createLog } from '../src/operation/log';
import { OUTBOX, type Outbox } from '../src/outbox/outbox';
import { POOL, RANDOM, SIDE_POOL, systemIds, systemRandom, type RandomSource } from '../src/providers';
import type { Settings } from '../src/settings';
import { eventually } from '../../../test/support/eventually';
import { operator } from './callers';
import type { FreshCard } from './fresh-card';
import { decision, network, purchase, type Pending, type RequestPart } from './purchases';
import { steadyProfile } from './steady-profile';
import { testSettings } from './test-settings';

/** How long specs wait for a connection. A payment gives up after a second, which would test how busy the machine is. */
const patientMs = 20_000;

/** Stands where the relay does: publishes nothing, and knows for whom it was woken. */
class SilentRelay implements Outbox {
  /** The customers for whom it was woken, in that order. */
  readonly woken: string[] = [];
  /** Called with the customers that have new events. */
  onWake: (customerIds: readonly string[]) => void = () => undefined;

  wake(customerIds: readonly string[]): void {
    this.woken.push(...customerIds);
    this.onWake(customerIds);
  }
}

/**
 * An instance of the card service, put together as in production, of which nothing is started: neither HTTP nor consumer nor
 * relay nor sweeper. Several on one database are several instances.
 */
export class CardServiceUnderTest {
  readonly relay = new SilentRelay();
  #modules: TestingModule | undefined;

  /** @param change settings that differ from those of other specs */
  static async on(
    databaseUrl: string,
    change: Partial<Settings> = {},
    random: RandomSource = systemRandom,
  ): Promise<CardServiceUnderTest> {
    const instance = new CardServiceUnderTest();
    await instance.start(databaseUrl, change, random);
    return instance;
  }

  async start(
    databaseUrl: string,
    change: Partial<Settings>,
    random: RandomSource = systemRandom,
  ): Promise<void> {
    const settings = { ...testSettings(databaseUrl), ...change };
    this.#modules = await Test.createTestingModule({
      imports: [CardServiceModule.with(settings, createLog('silent'))],
    })
      .overrideProvider(OUTBOX)
      .useValue(this.relay)
      .overrideProvider(RANDOM)
      .useValue(random)
      .compile();
    for (const pool of [this.pool, this.get<Pool>(SIDE_POOL)])
      Object.assign(pool.options, { connectionTimeoutMillis: patientMs });
  }

  /** A use case, or whatever else one of the modules provides. */
  get<T>(provider: Type<T> | symbol): T {
    if (this.#modules === undefined) throw new Error('the card service is there from the first test on');
    return this.#modules.get<T>(provider, { strict: false });
  }

  /** The connections of payments. */
  get pool(): Pool {
    return this.get(POOL);
  }

  async stop(): Promise<void> {
    await this.#modules?.close();
  }

  /** A customer in EUR; `grantedMinor` of purchase power. */
  customer(grantedMinor = 100_000): Promise<CustomerDto> {
    const request = { country: 'DE', currency: 'EUR', grantedMinor, profile: steadyProfile() };
    return this.get(OpenCustomer).execute({
      caller: operator,
      key: randomUUID(),
      request,
      traceparent: undefined,
    });
  }

  /** A fresh card of the customer, minted by staff. */
  card(customerId: string, request: MintCardDto = { capMinor: 5_000 }): Promise<FreshCard> {
    return this.mint(customerId, request, randomUUID());
  }

  /** The card that was minted under this Idempotency-Key, with a number that may still be shown. */
  async mint(customerId: string, request: MintCardDto, key: string): Promise<FreshCard> {
    const { keyId: principalId } = operator;
    const card = await this.get(MintCard).execute({
      principalId,
      key,
      customerId,
      request,
      traceparent: undefined,
    });
    const { number, expiry, cvv2 } = card;
    if (number === undefined || expiry === undefined || cvv2 === undefined) {
      throw new Error('the number is not shown');
    }
    return Object.assign(card, { number, expiry, cvv2 });
  }

  /** Puts a screened request to the statement, without waiting for a decision. */
  async admission(
    card: FreshCard,
    part: RequestPart = {},
    screenedReason: string | null = null,
    attemptAllowed = true,
  ): Promise<Pending & { readonly answer: Admission }> {
    const found = await this.get(CardFinder).find(card.number);
    if (found === undefined) throw new Error('the card is not there');
    const ids = { authorizationId: systemIds.uuid(), holdId: systemIds.uuid() };
    const answer = await this.get(AdmitAuthorizations).submit({
      ...ids,
      card: found,
      request: purchase(card, part),
      screenedReason,
      attemptAllowed: () => Promise.resolve(attemptAllowed),
      arrivedAtMs: performance.now(),
    });
    return { ...ids, customerId: found.customerId, accountId: found.accountId, cardId: card.cardId, answer };
  }

  /** A purchase that waits for its decision. */
  async pending(card: FreshCard, part: RequestPart = {}): Promise<Pending> {
    const { answer, ...pending } = await this.admission(card, part);
    if (answer.outcome !== 'pending') throw new Error(`expected a pending purchase, got ${answer.outcome}`);
    return pending;
  }

  /** A fresh card of a customer of its own, with a pending purchase. */
  async pendingPurchase(part: RequestPart = {}): Promise<Pending> {
    const { customerId } = await this.customer();
    return this.pending(await this.card(customerId), part);
  }

  /** The key of a message of its own. */
  messageKey(): Omit<NetworkMessageKey, 'networkId'> {
    const { acquirerId, terminalId, stan, transmittedAt } = purchase({ number: '', expiry: '', cvv2: '' });
    return { acquirerId, terminalId, stan, transmittedAt };
  }

  /** An approved purchase on a fresh card. */
  async approvedPurchase(part: RequestPart = {}): Promise<Pending> {
    const pending = await this.pendingPurchase(part);
    await this.get(ApplyDecisions).execute([decision(pending, 'approved')]);
    return pending;
  }

  /** The id of what is pending on this card, as soon as something is. */
  pendingOn(cardId: string): Promise<string> {
    return eventually(async () => {
      const { rows } = await this.pool.query<{ id: string }>(
        `select id from authorizations where card_id = $1 and state = 'pending'`,
        [cardId],
      );
      const id = rows[0]?.id;
      if (id === undefined) throw new Error('nothing is pending');
      return id;
    });
  }

  /** Lets the deadline of a pending purchase pass. */
  async letDeadlinePass(authorizationId: string): Promise<void> {
    await this.pool.query(
      `update authorizations set requested_at = requested_at - interval '1 hour',
        deadline_at = deadline_at - interval '1 hour' where id = $1`,
      [authorizationId],
    );
  }

  /** What a waiter does at the deadline. */
  timeOut(authorizationId: string): Promise<Booking> {
    return this.get(BookMovements).execute({ authorizationId, kind: 'deadline' });
  }

  /** Lets the time of the hold behind an authorization pass. */
  async letHoldExpire(authorizationId: string): Promise<void> {
    await this.pool.query(
      `update holds set expires_at = clock_timestamp() - interval '1 second' where authorization_id = $1`,
      [authorizationId],
    );
  }

  /** Says what cannot be refused, of a purchase named by our id, or of the card alone. */
  advise(
    card: FreshCard,
    kind: AdviceKind,
    amountMinor: bigint,
    change: Partial<Advice> = {},
  ): Promise<AdviceOutcome> {
    const { merchant, entryMode, currency } = purchase(card);
    return this.get(BookAdvice).execute({
      kind,
      key: { ...this.messageKey(), networkId: network },
      cardNumber: card.number,
      reference: {},
      amountMinor,
      currency,
      final: true,
      merchant,
      entryMode,
      ...change,
    });
  }
}
