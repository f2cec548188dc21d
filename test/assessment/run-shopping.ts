import type {
  AccountRepaid,
  AuthorizationClosed,
  AuthorizationDecided,
  AuthorizationRequested,
  AuthorizationResolved,
  FraudReported,
} from '@mayfly/contracts';
import type { Policy } from '@mayfly/assessment';
import type { OutgoingEvent, ReceivedEvent } from '@mayfly/messaging';
import type { Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { AssessRequests } from '../../apps/assessment-worker/src/assessment/assess-requests';
import { RecordFraudReports } from '../../apps/assessment-worker/src/fraud-reports/record-fraud-reports';
import { ModelWatch } from '../../apps/assessment-worker/src/operation/model-watch';
import { WorkerMetrics } from '../../apps/assessment-worker/src/operation/worker-metrics';
import { ProfileArrivals } from '../../apps/assessment-worker/src/profiles/profile-arrivals';
import { RecordProfiles } from '../../apps/assessment-worker/src/profiles/record-profiles';
import { systemIds } from '../../apps/assessment-worker/src/providers';
import { RecordClosings } from '../../apps/assessment-worker/src/purchases/record-closings';
import { RecordResolutions } from '../../apps/assessment-worker/src/purchases/record-resolutions';
import { RecordRepayments } from '../../apps/assessment-worker/src/repayments/record-repayments';
import { profileEvent } from './profile-event';
import type { Bought, Shopping } from './shopping';

const batchMembers = 100;
const weekMs = 7 * 24 * 60 * 60 * 1000;

/** How a run of purchases went. */
export interface ShoppingRun {
  readonly decided: number;
  readonly reported: number;
  readonly redelivered: number;
}

/**
 * Takes all purchases of a shopping through the worker's own use cases, in batches, on a real database; Kafka is left out.
 * Between the batches comes what the card service would tell: resolutions, clearings, repayments, and after a week fraud
 * reports. Every tenth batch is delivered twice.
 */
export async function runShopping(pool: Pool, policy: Policy, shopping: Shopping): Promise<ShoppingRun> {
  const published = new Map<string, AuthorizationDecided>();
  const publish = (events: readonly OutgoingEvent[]): Promise<void> => {
    for (const { data } of events as readonly { data: AuthorizationDecided }[])
      published.set(data.authorizationId, data);
    return Promise.resolve();
  };
  const arrivals = new ProfileArrivals();
  const metrics = new WorkerMetrics();
  const nobody = { follow: () => undefined };
  const watch = new ModelWatch(policy, metrics);
  const assess = new AssessRequests(pool, policy, systemIds, { publish }, arrivals, metrics, nobody, watch);
  await new RecordProfiles(pool, arrivals).execute(shopping.customers.map(profileEvent));
  const frauds: AuthorizationRequested[] = [];
  let [decided, reported, redelivered, batches] = [0, 0, 0, 0];
  for (const batch of shopping.batches(batchMembers)) {
    const events = batch.map(({ request }) => received(request));
    await assess.execute(events);
    if (batches % 10 === 0) {
      await assess.execute(events);
      redelivered += events.length;
    }
    const repaid = shopping.settle(batch, published);
    await tell(pool, batch, published, repaid);
    // What was declined is no purchase that anybody could report.
    const approved = batch.filter(
      ({ request }) => published.get(request.authorizationId)?.outcome === 'approved',
    );
    frauds.push(...approved.filter(({ fraud }) => fraud).map(({ request }) => request));
    reported += await reportDue(pool, frauds, batch);
    decided += published.size;
    published.clear();
    // A server analyzes a growing table by itself, though not within the seconds of a short run: at each doubling, as here.
    if (Number.isInteger(Math.log2(batches))) await pool.query('analyze');
    batches += 1;
  }
  return { decided, reported, redelivered };
}

/** Reports the frauds that are a week old by the end of the batch, oldest first, and takes them from the list. */
async function reportDue(
  pool: Pool,
  frauds: AuthorizationRequested[],
  batch: readonly Bought[],
): Promise<number> {
  const nowMs = Date.parse(batch.at(-1)?.request.requestedAt ?? '');
  const later = frauds.findIndex(({ requestedAt }) => Date.parse(requestedAt) + weekMs > nowMs);
  const due = frauds.splice(0, later === -1 ? frauds.length : later);
  await new RecordFraudReports(pool).execute(due.map((request) => report(request, nowMs)));
  return due.length;
}

async function tell(
  pool: Pool,
  batch: readonly Bought[],
  decisions: ReadonlyMap<string, AuthorizationDecided>,
  repaid: ReadonlyMap<string, number>,
): Promise<void> {
  const resolved = batch.flatMap(({ request }) => {
    const decision = decisions.get(request.authorizationId);
    return decision === undefined ? [] : [resolution(request, decision)];
  });
  await new RecordResolutions(pool).execute(resolved);
  const cleared = resolved.filter(({ state }) => state === 'approved').map(clearing);
  await new RecordClosings(pool).execute(cleared);
  const at = batch.at(-1)?.request;
  if (at === undefined) return;
  await new RecordRepayments(pool).execute(
    [...repaid].map(([customerId, amountMinor]) => repayment(at, customerId, amountMinor)),
  );
}

function received(data: AuthorizationRequested): ReceivedEvent<AuthorizationRequested> {
  const topic = 'authorization.requested.v1';
  const envelope = { id: uuidv7(), type: topic, topic, partition: 0, offset: '0' };
  return { ...envelope, subject: data.customerId, time: data.requestedAt, data };
}

function resolution(request: AuthorizationRequested, decision: AuthorizationDecided): AuthorizationResolved {
  const { authorizationId, customerId, accountId, card, networkId, amountMinor, currency } = request;
  return {
    ...{ authorizationId, customerId, accountId, card, networkId, amountMinor, currency },
    merchant: request.merchant,
    entryMode: request.entryMode,
    state: decision.outcome,
    origin: 'assessment',
    reasons: decision.reasons,
    decisionId: decision.decisionId,
    requestedAt: request.requestedAt,
    resolvedAt: request.requestedAt,
  };
}

function clearing(resolved: AuthorizationResolved): AuthorizationClosed {
  const { authorizationId, customerId, accountId, card, amountMinor, currency, resolvedAt } = resolved;
  const purchase = { authorizationId, customerId, accountId, card, amountMinor, currency };
  return { ...purchase, state: 'cleared', closedAt: resolvedAt };
}

function report(
  { authorizationId, customerId, accountId, card }: AuthorizationRequested,
  atMs: number,
): FraudReported {
  const purchase = { authorizationId, customerId, accountId, cardId: card.cardId };
  return { reportId: uuidv7(), ...purchase, channel: 'chargeback', reportedAt: new Date(atMs).toISOString() };
}

function repayment(at: AuthorizationRequested, customerId: string, amountMinor: number): AccountRepaid {
  const { currency, account, requestedAt: repaidAt } = at;
  return {
    repaymentId: uuidv7(),
    customerId,
    accountId: customerId,
    amountMinor,
    currency,
    repaidAt,
    account,
  };
}
