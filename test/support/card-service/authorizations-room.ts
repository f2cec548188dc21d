import { randomUUID } from 'node:crypto';
import type { AuthorizationDecided } from '@mayfly/contracts';
import { createPool, type Pool } from '@mayfly/postgres';
import {
  AdmitAuthorizations,
  type Admission,
} from '../../../apps/card-service/src/authorizations/request/admit-authorizations';
import { MerchantAttempts } from '../../../apps/card-service/src/authorizations/request/attempts/merchant-attempts';
import { TakeAttempts } from '../../../apps/card-service/src/authorizations/request/attempts/take-attempts';
import { ApplyDecisions } from '../../../apps/card-service/src/authorizations/decide/apply-decisions';
import type {
  AuthorizationRequest,
  NetworkMessageKey,
} from '../../../apps/card-service/src/authorizations/authorization';
import { AwaitResolution } from '../../../apps/card-service/src/authorizations/answer/await-resolution';
import {
  BookMovements,
  type Booking,
} from '../../../apps/card-service/src/authorizations/book/book-movements';
import { FindByNetworkMessage } from '../../../apps/card-service/src/authorizations/request/find-by-network-message';
import { ReadAuthorization } from '../../../apps/card-service/src/authorizations/read/read-authorization';
import { ReadResolutions } from '../../../apps/card-service/src/authorizations/answer/read-resolutions';
import { RequestAuthorization } from '../../../apps/card-service/src/authorizations/request/request-authorization';
import { ResolutionNotices } from '../../../apps/card-service/src/authorizations/answer/resolution-notices';
import { SweepOverdueAuthorizations } from '../../../apps/card-service/src/authorizations/answer/sweep-overdue-authorizations';
import { ReportFraud } from '../../../apps/card-service/src/fraud-reports/report-fraud';
import { UnfreezeAccount } from '../../../apps/card-service/src/fraud-reports/unfreeze-account';
import { ClearAuthorization } from '../../../apps/card-service/src/authorizations/close/clear-authorization';
import { BookMessage } from '../../../apps/card-service/src/authorizations/close/book-message';
import { BookAdvice } from '../../../apps/card-service/src/authorizations/close/book-advice';
import { ForceAuthorization } from '../../../apps/card-service/src/authorizations/close/force-authorization';
import { ListParked } from '../../../apps/card-service/src/authorizations/close/list-parked';
import { ParkMessage } from '../../../apps/card-service/src/authorizations/close/park-message';
import { FindOriginal } from '../../../apps/card-service/src/authorizations/request/find-original';
import { PlaceAuthorization } from '../../../apps/card-service/src/authorizations/request/place-authorization';
import { RequestIncrement } from '../../../apps/card-service/src/authorizations/request/request-increment';
import { ReadMovements } from '../../../apps/card-service/src/authorizations/close/read-movements';
import { ExpireHolds } from '../../../apps/card-service/src/authorizations/close/expire-holds';
import { ForgetReversals } from '../../../apps/card-service/src/authorizations/close/forget-reversals';
import { ReverseAuthorization } from '../../../apps/card-service/src/authorizations/close/reverse-authorization';
import { ReverseByMessage } from '../../../apps/card-service/src/authorizations/close/reverse-by-message';
import { ServiceMetrics } from '../../../apps/card-service/src/operation/service-metrics';
import {
  systemClock,
  systemIds,
  systemMonotonicClock,
  systemRandom,
} from '../../../apps/card-service/src/providers';
import { SetAside } from '../../../apps/card-service/src/set-aside/set-aside';
import { eventually } from '../eventually';
import { CardsRoom, type FreshCard } from './cards-room';

/** A network of the tests. */
export const network = randomUUID();

/** What a spec may say of a request; the rest is an ordinary purchase. */
export type RequestPart = Partial<AuthorizationRequest>;

let stan = 0;

/** An ordinary purchase of 10.00 EUR on this card, under a message key of its own. */
export function purchase(
  card: Pick<FreshCard, 'number' | 'expiry' | 'cvv2'>,
  part: RequestPart = {},
): AuthorizationRequest {
  stan += 1;
  return {
    networkId: network,
    kind: 'purchase',
    cardNumber: card.number,
    expiry: card.expiry,
    cvv2: card.cvv2,
    amountMinor: 1_000n,
    currency: 'EUR',
    merchant: { id: 'shop-1', name: 'Shop', mcc: '5411', country: 'DE' },
    entryMode: 'ecommerce',
    acquirerId: '1234567',
    terminalId: `T${Math.floor(stan / 1_000_000)}`,
    stan: String(stan % 1_000_000).padStart(6, '0'),
    transmittedAt: new Date('2026-01-05T10:00:00Z'),
    ...part,
  };
}

/** A decision as the worker publishes it. */
export function decision(
  of: { authorizationId: string; customerId: string; accountId: string; cardId: string },
  outcome: AuthorizationDecided['outcome'],
): AuthorizationDecided {
  return {
    authorizationId: of.authorizationId,
    decisionId: systemIds.uuid(),
    customerId: of.customerId,
    accountId: of.accountId,
    cardId: of.cardId,
    outcome,
    class: outcome === 'declined' ? 'credit' : null,
    reasons: outcome === 'declined' ? ['income_insufficient', 'obligations_excessive'] : [],
    scores: { credit: null, fraud: null },
    creditPoints: [],
    policyVersion: 'test',
    modelVersions: [],
    snapshotHash: `sha256:${'0'.repeat(64)}`,
    sources: [],
    alternatives: [],
    counterfactuals: [],
    decidedAt: new Date().toISOString(),
  };
}

/** A pending authorization and all that a decision or a closing needs to know of it. */
export interface Pending {
  readonly authorizationId: string;
  readonly holdId: string;
  readonly customerId: string;
  readonly accountId: string;
  readonly cardId: string;
}

/** One instance of the service's authorizations, with a pool of its own: several on one database are several instances. */
export class AuthorizationsRoom {
  readonly pool: Pool;
  readonly cards: CardsRoom;
  readonly admit: AdmitAuthorizations;
  readonly decide: ApplyDecisions;
  readonly movements: BookMovements;
  readonly awaiting: AwaitResolution;
  readonly notices: ResolutionNotices;
  readonly request: RequestAuthorization;
  readonly read: ReadAuthorization;
  readonly increment: RequestIncrement;
  readonly advise: BookAdvice;
  readonly listParked: ListParked;
  readonly reverse: ReverseAuthorization;
  readonly reverseByMessage: ReverseByMessage;
  readonly forgetReversals: ForgetReversals;
  readonly clear: ClearAuthorization;
  readonly expireHolds: ExpireHolds;
  readonly sweepOverdue: SweepOverdueAuthorizations;
  readonly reportFraud: ReportFraud;
  readonly unfreeze: UnfreezeAccount;
  readonly metrics = new ServiceMetrics();
  /** What is approved at the deadline in the assessment's place. */
  readonly standIn = { standInMinor: 0n };
  /** Called with the customers that have new events, as the relay is. */
  onWake: (customerIds: readonly string[]) => void = () => undefined;

  constructor(
    databaseUrl: string,
    decisionDeadlineMs = 2_000,
    change: ConstructorParameters<typeof CardsRoom>[2] = {},
  ) {
    const settings = { decisionDeadlineMs, databaseUrl };
    const outbox = {
      wake: (customers: readonly string[]) => {
        this.onWake(customers);
      },
    };
    const { metrics } = this;
    this.pool = createPool(databaseUrl, { max: 10, applicationName: 'authorizations spec' });
    this.cards = new CardsRoom(this.pool, systemRandom, change);
    this.admit = new AdmitAuthorizations(this.pool, outbox, settings, metrics);
    this.movements = new BookMovements(this.pool, outbox, systemRandom, this.standIn, metrics);
    this.awaiting = new AwaitResolution(new ReadResolutions(this.pool), this.movements);
    this.notices = new ResolutionNotices(this.pool, settings, this.awaiting, this.movements);
    this.decide = new ApplyDecisions(this.pool, this.movements, metrics);
    const messages = new FindByNetworkMessage(this.pool);
    const attempts = new TakeAttempts(this.pool, metrics);
    const placing = new PlaceAuthorization(systemClock, this.admit, this.awaiting, messages, attempts);
    const originals = new FindOriginal(this.pool);
    this.request = new RequestAuthorization(
      systemIds,
      systemClock,
      this.cards.finder,
      this.cards.security,
      placing,
      attempts,
      new MerchantAttempts(systemMonotonicClock),
      this.cards.ranges,
    );
    this.increment = new RequestIncrement(systemIds, originals, placing);
    this.read = new ReadAuthorization(this.pool);
    const said = new BookMessage(systemIds, this.movements, new ReadMovements(this.pool));
    this.reverse = new ReverseAuthorization(said);
    const parked = new ParkMessage(this.pool, outbox, systemIds, metrics);
    this.listParked = new ListParked(this.pool);
    this.reverseByMessage = new ReverseByMessage(this.pool, originals, this.reverse, parked);
    this.advise = new BookAdvice(
      this.cards.finder,
      originals,
      said,
      new ForceAuthorization(systemIds, this.admit, messages),
      parked,
    );
    this.forgetReversals = new ForgetReversals(this.pool);
    this.clear = new ClearAuthorization(said);
    const aside = new SetAside(this.pool);
    this.expireHolds = new ExpireHolds(this.movements, metrics, aside);
    this.reportFraud = new ReportFraud(this.pool, systemIds, outbox);
    this.unfreeze = new UnfreezeAccount(this.pool);
    this.sweepOverdue = new SweepOverdueAuthorizations(this.movements, metrics, aside);
  }

  /** Puts a screened request to the statement, without waiting for a decision. */
  async admission(
    card: FreshCard,
    part: RequestPart = {},
    screenedReason: string | null = null,
    attemptAllowed = true,
  ): Promise<Pending & { readonly answer: Admission }> {
    const found = await this.cards.finder.find(card.number);
    if (found === undefined) throw new Error('the card is not there');
    const ids = { authorizationId: systemIds.uuid(), holdId: systemIds.uuid() };
    const answer = await this.admit.submit({
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
    const { customerId } = await this.cards.customer();
    return this.pending(await this.cards.card(customerId), part);
  }

  /** The key of a message of its own. */
  messageKey(): Omit<NetworkMessageKey, 'networkId'> {
    const { acquirerId, terminalId, stan, transmittedAt } = purchase({ number: '', expiry: '', cvv2: '' });
    return { acquirerId, terminalId, stan, transmittedAt };
  }

  /** An approved purchase on a fresh card. */
  async approvedPurchase(part: RequestPart = {}): Promise<Pending> {
    const pending = await this.pendingPurchase(part);
    await this.decide.execute([decision(pending, 'approved')]);
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
    return this.movements.execute({ authorizationId, kind: 'deadline' });
  }

  /** Lets the time of the hold behind an authorization pass. */
  async letHoldExpire(authorizationId: string): Promise<void> {
    await this.pool.query(
      `update holds set expires_at = clock_timestamp() - interval '1 second' where authorization_id = $1`,
      [authorizationId],
    );
  }

  async stop(): Promise<void> {
    await this.notices.onApplicationShutdown();
    await this.pool.end();
  }
}
