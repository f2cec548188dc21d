import type { AccountRepaid, AuthorizationClosed, AuthorizationResolved } from '@mayfly/contracts';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { v7 as uuidv7 } from 'uuid';
import { policy } from '../../../../test/assessment/policies';
import { earlierPurchase as earlier, fraudReport } from '../../../../test/assessment/purchases';
import { newCustomer, newRequest, workerMigrations } from '../../spec/worker-scene';
import { RecordFraudReports } from '../fraud-reports/record-fraud-reports';
import { RecordClosings } from '../purchases/record-closings';
import { RecordResolutions } from '../purchases/record-resolutions';
import { RecordRepayments } from '../repayments/record-repayments';
import { noHistory } from '../../../../test/assessment/snapshots';
import { makeDecisions } from './make-decisions';
import { readAssessmentInputs, type AssessmentInputs } from './read-assessment-inputs';
import { storeDecisions } from './store-decisions';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.parse('2026-03-01T12:00:00Z');

let database: DisposableDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  pool = createPool(database.url, { max: 2, applicationName: 'worker spec' });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

type Request = ReturnType<typeof newRequest>;

const at = (agoMs: number): string => new Date(now - agoMs).toISOString();

/** A request of a new customer, made at `now`. */
const request = (): Request => newRequest(newCustomer(), { requestedAt: at(0) });

function closing(of: AuthorizationResolved, agoMs: number): AuthorizationClosed {
  const { authorizationId, customerId, accountId, card, amountMinor, currency } = of;
  return {
    authorizationId,
    customerId,
    accountId,
    card,
    amountMinor,
    currency,
    state: 'cleared',
    closedAt: at(agoMs),
  };
}

function repayment(of: Request, amountMinor: number, agoMs: number): AccountRepaid {
  const { customerId, accountId, currency, account } = of;
  return {
    repaymentId: uuidv7(),
    customerId,
    accountId,
    amountMinor,
    currency,
    repaidAt: at(agoMs),
    account,
  };
}

async function inputsOf(asked: Request): Promise<AssessmentInputs> {
  const [inputs] = await readAssessmentInputs(pool, [asked]);
  if (inputs === undefined) throw new Error('one request, one row');
  return inputs;
}

async function resolve(...told: AuthorizationResolved[]): Promise<void> {
  await new RecordResolutions(pool).execute(told);
}

describe('the facts that a request is assessed with', () => {
  it('are none for a new customer', async () => {
    expect(await inputsOf(request())).toMatchObject({
      storedDecision: null,
      profile: null,
      history: noHistory,
      repayment: { clearedBefore45DaysMinor: 0, repaidMinor: 0 },
    });
  });

  it('hold attempts of the last hour and day, by customer and by card', async () => {
    const asked = request();
    await resolve(
      earlier(asked, 59 * minute, { card: asked.card }),
      earlier(asked, 61 * minute, { card: asked.card, state: 'declined' }),
      earlier(asked, 23 * hour, { state: 'timed_out', origin: 'deadline' }),
      earlier(asked, 25 * hour),
      earlier(request(), minute),
    );
    expect((await inputsOf(asked)).history).toMatchObject({
      customerAttemptsLastHour: 1,
      customerAttemptsLastDay: 3,
      cardAttemptsLastHour: 1,
      cardAttemptsLastDay: 2,
    });
  });

  it('hold what intake declined for wrong card details as mismatches, and none of what it declined as attempts', async () => {
    const asked = request();
    await resolve(
      earlier(asked, minute, { state: 'declined', origin: 'intake', reasons: ['cvv_mismatch'] }),
      earlier(asked, hour, {
        state: 'declined',
        origin: 'intake',
        reasons: ['card_blocked', 'expiry_mismatch'],
      }),
      earlier(asked, hour, { state: 'declined', origin: 'intake', reasons: ['purchase_power_insufficient'] }),
      earlier(asked, 25 * hour, { state: 'declined', origin: 'intake', reasons: ['cvv_mismatch'] }),
    );
    expect((await inputsOf(asked)).history).toMatchObject({
      customerAttemptsLastDay: 0,
      customerMismatchesLastDay: 2,
    });
  });

  it('hold number, mean and spread of the purchases approved within 90 days, and where they were made', async () => {
    const asked = request();
    const elsewhere = { ...asked.merchant, id: 'OTHER', country: 'SE' };
    await resolve(
      earlier(asked, day, { amountMinor: 1_000 }),
      earlier(asked, 89 * day, { amountMinor: 3_000, merchant: elsewhere }),
      earlier(asked, 2 * day, { amountMinor: 9_000, state: 'declined' }),
      earlier(asked, 91 * day, { amountMinor: 9_000 }),
    );
    expect((await inputsOf(asked)).history).toMatchObject({
      purchasesLast90Days: 2,
      meanAmountLast90DaysMinor: 2_000,
      amountSpreadLast90DaysMinor: 1_000,
      purchasesAtMerchantLast90Days: 1,
      purchasesInMerchantCountryLast90Days: 1,
    });
  });

  it('leave out what was requested later, and the request itself', async () => {
    const asked = request();
    const itself = earlier(asked, 0, { authorizationId: asked.authorizationId });
    await resolve(itself, earlier(asked, -1), earlier(asked, 0));
    expect((await inputsOf(asked)).history).toMatchObject({
      customerAttemptsLastHour: 1,
      purchasesLast90Days: 1,
    });
  });

  it('hold what was cleared more than 45 days before, and every repayment', async () => {
    const asked = request();
    const [old, recent] = [earlier(asked, 60 * day), earlier(asked, 50 * day, { amountMinor: 500 })];
    await resolve(old, recent);
    await new RecordClosings(pool).execute([closing(old, 46 * day), closing(recent, 44 * day)]);
    const repaid = repayment(asked, 300, day);
    await new RecordRepayments(pool).execute([repaid, repayment(asked, 200, 80 * day), repaid]);
    await new RecordRepayments(pool).execute([repaid]);
    expect((await inputsOf(asked)).repayment).toEqual({ clearedBefore45DaysMinor: 1_000, repaidMinor: 500 });
  });

  it('are given for each request, in order', async () => {
    const [first, second] = [request(), request()];
    await resolve(earlier(second, minute));
    const inputs = await readAssessmentInputs(pool, [first, second, first]);
    expect(inputs.map(({ history }) => history.customerAttemptsLastHour)).toEqual([0, 1, 0]);
  });
});

describe('facts in disorder', () => {
  type Fact = (past: AuthorizationResolved, asked: Request) => Promise<unknown>;
  const requested: Fact = async (past) => {
    const { authorizationId, customerId, card, amountMinor, merchant, requestedAt } = past;
    const again = {
      ...newRequest(newCustomer()),
      ...{ authorizationId, customerId, card, amountMinor, merchant, requestedAt },
    };
    const [inputs] = await readAssessmentInputs(pool, [again]);
    if (inputs === undefined) throw new Error('one request, one row');
    return storeDecisions(pool, makeDecisions([{ request: again, inputs }], policy, { uuid: uuidv7 }));
  };
  const resolved: Fact = (past) => resolve(past);
  const closed: Fact = (past) => new RecordClosings(pool).execute([closing(past, 46 * day)]);
  const reported =
    (agoDays: number): Fact =>
    (past) =>
      new RecordFraudReports(pool).execute([fraudReport(past, 50 - agoDays)]);

  it.each<[string, Fact[]]>([
    ['requested, resolved, closed', [requested, resolved, closed]],
    ['requested, closed, resolved', [requested, closed, resolved]],
    ['resolved, requested, closed', [resolved, requested, closed]],
    ['resolved, closed, requested', [resolved, closed, requested]],
    ['closed, requested, resolved', [closed, requested, resolved]],
    ['closed, resolved, requested', [closed, resolved, requested]],
    ['each of them twice', [closed, closed, resolved, requested, resolved, closed, requested]],
  ])('%s: the same facts in the end', async (_order, facts) => {
    const asked = request();
    const past = earlier(asked, 50 * day);
    for (const fact of facts) await fact(past, asked);
    const { history, repayment } = await inputsOf(asked);
    expect(history).toMatchObject({ purchasesLast90Days: 1, meanAmountLast90DaysMinor: 1_000 });
    expect(repayment.clearedBefore45DaysMinor).toBe(1_000);
  });

  it.each<[string, Fact[]]>([
    ['reported before anything else', [reported(40), requested, resolved, closed]],
    ['reported before its end, which comes before its request', [reported(40), closed, requested, resolved]],
    ['reported last', [closed, requested, resolved, reported(40)]],
    ['reported thrice, the earliest first', [reported(40), requested, reported(39), reported(2), resolved]],
    ['reported thrice, the earliest last', [requested, reported(2), reported(39), resolved, reported(40)]],
  ])('%s: the features know it from the first report on', async (_order, facts) => {
    const asked = request();
    const past = earlier(asked, 50 * day);
    for (const fact of facts) await fact(past, asked);
    const askedAgo = (agoMs: number): Request => ({
      ...asked,
      authorizationId: uuidv7(),
      requestedAt: at(agoMs),
    });
    const inputs = [
      await inputsOf(askedAgo(40 * day + 1)),
      await inputsOf(askedAgo(40 * day)),
      await inputsOf(asked),
    ];
    expect(inputs.map(({ features }) => features.customer)).toMatchObject([
      { count: 1, sumMinor: 1_000, countHere: 1, reported: 0, largestGoodMinor: 1_000 },
      { count: 1, sumMinor: 1_000, countHere: 1, reported: 1, largestGoodMinor: undefined },
      { count: 1, sumMinor: 1_000, countHere: 1, reported: 1, largestGoodMinor: undefined },
    ]);
  });
});
