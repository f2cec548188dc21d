import { randomUUID } from 'node:crypto';
import type { AuthorizationDecided } from '@mayfly/contracts';
import { createPool, type Pool } from '@mayfly/postgres';
import { AdmitAuthorizations, type Admission } from '../src/authorizations/request/admit-authorizations';
import { TakeAttempts } from '../src/authorizations/request/attempts/take-attempts';
import { ApplyDecisions } from '../src/authorizations/decide/apply-decisions';
import type { AuthorizationRequest } from '../src/authorizations/authorization';
import { AwaitResolution } from '../src/authorizations/answer/await-resolution';
import {
  EndPendingAuthorizations,
  type EndingOutcome,
} from '../src/authorizations/answer/end-pending-authorizations';
import { FindByNetworkMessage } from '../src/authorizations/request/find-by-network-message';
import { ReadAuthorization } from '../src/authorizations/read/read-authorization';
import { ReadResolutions } from '../src/authorizations/answer/read-resolutions';
import { RequestAuthorization } from '../src/authorizations/request/request-authorization';
import { ResolutionNotices } from '../src/authorizations/answer/resolution-notices';
import { SweepOverdueAuthorizations } from '../src/authorizations/answer/sweep-overdue-authorizations';
import { ReportFraud } from '../src/fraud-reports/report-fraud';
import { UnfreezeAccount } from '../src/fraud-reports/unfreeze-account';
import { ClearAuthorization } from '../src/authorizations/close/clear-authorization';
import { CloseAuthorizations } from '../src/authorizations/close/close-authorizations';
import { ExpireHolds } from '../src/authorizations/close/expire-holds';
import { ForgetReversals } from '../src/authorizations/close/forget-reversals';
import { ReverseAuthorization } from '../src/authorizations/close/reverse-authorization';
import { ReverseByMessage } from '../src/authorizations/close/reverse-by-message';
import { ServiceMetrics } from '../src/operation/service-metrics';
import { systemClock, systemIds, systemRandom } from '../src/providers';
import { SetAside } from '../src/set-aside/set-aside';
import { CardsRoom, type FreshCard } from './cards-room';

/** A network of the tests. */
export const network = randomUUID();

/** What a spec may say of a request; the rest is an ordinary purchase. */
export type RequestPart = Partial<AuthorizationRequest>;

let stan = 0;

/** An ordinary purchase of 10.00 EUR on this card, under a message key of its own. */
export function purchase(card: FreshCard, part: RequestPart = {}): AuthorizationRequest {
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
  readonly endings: EndPendingAuthorizations;
  readonly awaiting: AwaitResolution;
  readonly notices: ResolutionNotices;
  readonly request: RequestAuthorization;
  readonly read: ReadAuthorization;
  readonly reverse: ReverseAuthorization;
  readonly reverseByMessage: ReverseByMessage;
  readonly forgetReversals: ForgetReversals;
  readonly clear: ClearAuthorization;
  readonly closings: CloseAuthorizations;
  readonly expireHolds: ExpireHolds;
  readonly sweepOverdue: SweepOverdueAuthorizations;
  readonly reportFraud: ReportFraud;
  readonly unfreeze: UnfreezeAccount;
  readonly metrics = new ServiceMetrics();
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
    this.endings = new EndPendingAuthorizations(this.pool, outbox, metrics);
    this.awaiting = new AwaitResolution(new ReadResolutions(this.pool), this.endings);
    this.notices = new ResolutionNotices(this.pool, settings, this.awaiting);
    this.decide = new ApplyDecisions(this.pool, outbox, systemRandom, this.awaiting, this.notices, metrics);
    const messages = new FindByNetworkMessage(this.pool);
    this.request = new RequestAuthorization(
      systemIds,
      systemClock,
      this.cards.finder,
      this.cards.security,
      this.admit,
      this.awaiting,
      messages,
      new TakeAttempts(this.pool, metrics),
      this.cards.ranges,
    );
    this.read = new ReadAuthorization(this.pool);
    this.closings = new CloseAuthorizations(this.pool, outbox, metrics);
    this.reverse = new ReverseAuthorization(this.closings, this.endings, this.awaiting, this.notices);
    this.reverseByMessage = new ReverseByMessage(this.pool, messages, this.reverse);
    this.forgetReversals = new ForgetReversals(this.pool);
    this.clear = new ClearAuthorization(this.closings);
    const aside = new SetAside(this.pool);
    this.expireHolds = new ExpireHolds(outbox, this.closings, metrics, aside);
    this.reportFraud = new ReportFraud(this.pool, systemIds, outbox);
    this.unfreeze = new UnfreezeAccount(this.pool);
    this.sweepOverdue = new SweepOverdueAuthorizations(outbox, this.endings, this.awaiting, metrics, aside);
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

  /** An approved purchase on a fresh card. */
  async approvedPurchase(part: RequestPart = {}): Promise<Pending> {
    const pending = await this.pendingPurchase(part);
    await this.decide.execute([decision(pending, 'approved')]);
    return pending;
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
  timeOut(authorizationId: string): Promise<EndingOutcome | undefined> {
    return this.endings.execute({ authorizationId, cause: 'deadline' });
  }

  /** Lets the time of the hold behind an authorization pass. */
  async letHoldExpire(authorizationId: string): Promise<void> {
    await this.pool.query(
      `update holds set expires_at = clock_timestamp() - interval '1 second' where authorization_id = $1`,
      [authorizationId],
    );
  }

  async stop(): Promise<void> {
    await this.notices.stop();
    await this.pool.end();
  }
}
