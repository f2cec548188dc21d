import { Inject, Injectable } from '@nestjs/common';
import { continueTrace } from '@mayfly/messaging';
import { again, Coalescer, type Pool } from '@mayfly/postgres';
import type { FoundCard } from '../../cards/card-finder';
import { ServiceMetrics } from '../../operation/service-metrics';
import { POOL, SETTINGS } from '../../providers';
import { OUTBOX, type Outbox } from '../../outbox/outbox';
import { loadPublishingStatement } from '../../outbox/publishing-statement';
import type { Settings } from '../../settings';
import type { AuthorizationRequest } from '../authorization';
import { holdLifetimeDays } from './rules/hold-lifetime';

/** A screened request with the ids that it gets if it is admitted. */
export interface ScreenedRequest {
  readonly authorizationId: string;
  readonly holdId: string;
  readonly card: Pick<FoundCard, 'cardId' | 'accountId' | 'customerId'>;
  readonly request: Omit<AuthorizationRequest, 'cardNumber' | 'cvv2' | 'expiry'>;
  /** The purchase that an increment adds to, or that an advice is about. */
  readonly original?: { readonly authorizationId: string; readonly statedAs: 'delta' | 'total' };
  /** The network has approved it in our place: it is booked, and nothing can refuse it. */
  readonly forced?: boolean;
  /** What the screening found wrong; null: nothing. */
  readonly screenedReason: string | null;
  /** Whether its sender has an attempt left, if the screening found that it does not prove to have the card; asked in the order of the account's queue. */
  readonly attemptAllowed: () => Promise<boolean>;
  /** When the request arrived, by `performance.now()`: what it has waited since is taken off its deadline. */
  readonly arrivedAtMs: number;
}

/** What became of a screened request under the locks. */
export type Admission =
  | {
      readonly outcome: 'pending' | 'declined' | 'verified' | 'approved';
      readonly reason: string | null;
      /** The database's clock. */
      readonly at: Date;
      /** Until the deadline, measured by the database when it answered. */
      readonly remainingMs: number;
    }
  /** Its sender has no attempts left, in all or on this card, and learns nothing: no authorization was written. */
  | { readonly outcome: 'no_attempts_left' }
  /** The message's key is taken: nothing of this request was written. */
  | { readonly outcome: 'duplicate' }
  /** It had waited past its deadline before a statement took it: nothing was written. */
  | { readonly outcome: 'overdue' };

interface AdmissionRow {
  readonly outcome:
    | 'pending'
    | 'declined'
    | 'verified'
    | 'approved'
    | 'duplicate'
    | 'no_attempts_left'
    | 'again'
    | 'unknown_card';
  readonly reason: string | null;
  readonly at: Date;
  readonly remaining_ms: number;
}

const admitAuthorizations = loadPublishingStatement(__dirname, 'admit-authorizations.sql');

/** Less time than this is no time for an assessment: two hops and two commits. */
const leastDeadlineMs = 20;

/** The most requests that wait. */
const mostWaiting = 5_000;
/** The most requests of one account, and in all, in one statement. */
const mostOfAccount = 32;
const mostAtOnce = 256;

/**
 * Admits requests in sets: those that arrive while a statement runs form the next one. An account is in one statement at
 * a time, with what waited of it: of these the statement admits one, refuses what it can refuse, and leaves the rest for
 * the next. So a thousand attempts on one card cost some thirty statements, not a thousand.
 */
@Injectable()
export class AdmitAuthorizations {
  readonly #requests = new Coalescer<ScreenedRequest, Admission>({
    run: (requests) => this.admit(requests),
    keyOf: ({ card }) => card.accountId,
    mostOfKey: mostOfAccount,
    maxBatch: mostAtOnce,
    maxQueued: mostWaiting,
    maxConcurrent: 1,
  });

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'decisionDeadlineMs'>,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** @throws Overloaded when too many wait; otherwise the error of the statement, whose outcome is then not known */
  submit(request: ScreenedRequest): Promise<Admission> {
    return this.#requests.submit(request);
  }

  /**
   * Attempts are taken here, in the order of the account's requests, and not before it: a guess that had to wait for its attempt
   * would be overtaken by the right one, and who tries everything at once would always win.
   */
  private async admit(requests: readonly ScreenedRequest[]): Promise<(Admission | typeof again)[]> {
    const allowed = await Promise.all(requests.map(({ attemptAllowed }) => attemptAllowed()));
    const now = performance.now();
    const timed = requests.map((screened, place): Timed => ({
      screened,
      attemptAllowed: allowed[place] ?? false,
      deadlineMs: Math.round(this.settings.decisionDeadlineMs - (now - screened.arrivedAtMs)),
    }));
    const inTime = timed.filter(isInTime);
    const rows = (inTime.length === 0 ? [] : await this.run(inTime)).values();
    return timed.map((one) => (isInTime(one) ? admissionOf(rows.next().value) : { outcome: 'overdue' }));
  }

  private async run(members: readonly Timed[]): Promise<AdmissionRow[]> {
    this.metrics.batchRan('admit-authorizations', members.length);
    return admitAuthorizations.rows<AdmissionRow>(this.outbox, this.pool, columnsOf(members));
  }
}

/** A screened request as the statement takes it. */
interface Timed {
  readonly screened: ScreenedRequest;
  readonly attemptAllowed: boolean;
  readonly deadlineMs: number;
}

function isInTime({ deadlineMs }: Timed): boolean {
  return deadlineMs >= leastDeadlineMs;
}

function admissionOf(row: AdmissionRow | undefined): Admission | typeof again {
  if (row === undefined || row.outcome === 'unknown_card') {
    throw new Error('A card that was found has no row');
  }
  if (row.outcome === 'again') return again;
  if (row.outcome === 'no_attempts_left') return { outcome: 'no_attempts_left' };
  if (row.outcome === 'duplicate') return { outcome: 'duplicate' };
  return {
    outcome: row.outcome,
    reason: row.reason,
    at: row.at,
    remainingMs: row.remaining_ms,
  };
}

/** The members as columns, in the order of the statement's parameters. */
function columnsOf(members: readonly Timed[]): unknown[] {
  const column = (value: (screened: ScreenedRequest) => unknown) =>
    members.map(({ screened }) => value(screened));
  const field = (value: (request: ScreenedRequest['request']) => unknown) =>
    column(({ request }) => value(request));
  return [
    column(({ authorizationId }) => authorizationId),
    column(({ holdId }) => holdId),
    column(({ card }) => card.accountId),
    column(({ card }) => card.cardId),
    field(({ networkId }) => networkId),
    field(({ kind }) => kind),
    field(({ amountMinor }) => amountMinor),
    field(({ currency }) => currency),
    field(({ merchant }) => merchant.id),
    field(({ merchant }) => merchant.name),
    field(({ merchant }) => merchant.mcc),
    field(({ merchant }) => merchant.country),
    field(({ entryMode }) => entryMode),
    field(({ acquirerId }) => acquirerId),
    field(({ terminalId }) => terminalId),
    field(({ stan }) => stan),
    field(({ transmittedAt }) => transmittedAt),
    column(({ screenedReason }) => screenedReason),
    members.map(({ attemptAllowed }) => attemptAllowed),
    members.map(({ deadlineMs }) => deadlineMs),
    field(({ merchant }) => holdLifetimeDays(merchant.mcc)),
    field(({ traceparent }) => continueTrace(traceparent)),
    column(({ original }) => original?.authorizationId ?? null),
    column(({ original }) => original?.statedAs ?? null),
    field(({ partialAllowed }) => partialAllowed ?? false),
    column(({ forced }) => forced ?? false),
    field(({ retrievalReference }) => retrievalReference ?? null),
    field(({ networkTransactionId }) => networkTransactionId ?? null),
  ];
}
