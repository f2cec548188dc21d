import type { Pool } from '@mayfly/postgres';
import { cardDatabaseForTests } from '../../spec/card-database';
import type { FreshCard } from '../../spec/fresh-card';
import { moneyFaults } from '../../spec/money-faults';
import { decision, network, purchase, type Pending } from '../../spec/purchases';
import { CancelCard } from '../cards/cancel-card';
import { operator } from '../../spec/callers';
import { Problem } from '../http/problem';
import { SweepOverdueAuthorizations } from './answer/sweep-overdue-authorizations';
import { ClearAuthorization } from './close/clear-authorization';
import { ExpireHolds } from './close/expire-holds';
import { ReverseAuthorization } from './close/reverse-authorization';
import { ReverseByMessage } from './close/reverse-by-message';
import { ApplyDecisions } from './decide/apply-decisions';
import { RequestIncrement } from './request/request-increment';

/** `RACES=1000 npx jest authorizations/races` runs as many of each. */
const races = Number(process.env['RACES'] ?? 40);
/** Under way at once. */
const atOnce = 15;

/** What two messages about one purchase do when they meet, at two instances: one order or the other, and the books are right. */
describe('races', () => {
  jest.setTimeout(600_000);
  const database = cardDatabaseForTests();
  const one = database.instance({ decisionDeadlineMs: 10_000 });
  const two = database.instance({ decisionDeadlineMs: 10_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  type Bought = Pending & { readonly card: FreshCard };

  async function pending(): Promise<Bought> {
    const { customerId } = await one.customer();
    const card = await one.card(customerId);
    return { ...(await one.pending(card)), card };
  }

  async function approved(): Promise<Bought> {
    const bought = await pending();
    await one.get(ApplyDecisions).execute([decision(bought, 'approved')]);
    return bought;
  }

  /** Runs a race as often as asked for; gives the states that were left, counted. */
  async function run(
    prepare: () => Promise<Bought>,
    left: (bought: Bought) => Promise<unknown>,
    right: (bought: Bought) => Promise<unknown>,
  ): Promise<Record<string, number>> {
    const ids: string[] = [];
    for (let first = 0; first < races; first += atOnce) {
      const bought = await Promise.all(Array.from({ length: Math.min(atOnce, races - first) }, prepare));
      ids.push(...bought.map(({ authorizationId }) => authorizationId));
      await Promise.all(bought.flatMap((each) => [unlessRefused(left(each)), unlessRefused(right(each))]));
    }
    return statesOf(database.pool, ids);
  }

  const reverse = ({ authorizationId }: Bought) =>
    two.get(ReverseAuthorization).execute({ networkId: network, authorizationId });
  const clear = ({ authorizationId }: Bought) =>
    one.get(ClearAuthorization).execute({
      networkId: network,
      authorizationId,
      amount: { minor: 1_000n, as: 'delta' },
      final: true,
      message: one.messageKey(),
    });
  const approve = (bought: Bought) => one.get(ApplyDecisions).execute([decision(bought, 'approved')]);

  /** Asks for 5.00 more, and has that decided. */
  async function increment(bought: Bought): Promise<void> {
    const answer = two.get(RequestIncrement).execute({
      ...two.messageKey(),
      networkId: network,
      authorizationId: bought.authorizationId,
      amount: { minor: 500n, as: 'delta' },
    });
    const decided = (async () => {
      for (;;) {
        const { rows } = await database.pool.query<{ id: string; state: string }>(
          'select id, state from authorizations where original_id = $1',
          [bought.authorizationId],
        );
        const [row] = rows;
        if (row === undefined) continue;
        if (row.state === 'pending') {
          await one
            .get(ApplyDecisions)
            .execute([decision({ ...bought, authorizationId: row.id }, 'approved')]);
        }
        return;
      }
    })();
    await Promise.all([answer, decided]);
  }

  it('of a reversal and the decision: nothing is held in the end', async () => {
    const states = await run(pending, reverse, approve);
    expect(sumOf(states, 'declined', 'reversed')).toBe(races);
  });

  it('of a reversal and a clearing: what was collected is owed, whichever came first', async () => {
    expect(await run(approved, reverse, clear)).toEqual({ cleared: races });
  });

  it('of a clearing and the decision: what was collected is owed, and the decision at most late', async () => {
    expect(await run(pending, clear, approve)).toEqual({ cleared: races });
  });

  it('of an increment and the expiry: either both parts expire, or the step finds its purchase ended', async () => {
    const expire = async ({ authorizationId }: Bought) => {
      await one.letHoldExpire(authorizationId);
      await one.get(ExpireHolds).sweep();
    };
    await run(approved, increment, expire);
    // An increment that was approved first has made the hold live longer.
    await database.pool.query(`update holds set expires_at = clock_timestamp() where state = 'placed'`);
    while ((await one.get(ExpireHolds).sweep()) > 0);
    const { rows } = await database.pool.query(`select from holds where state = 'placed'`);
    expect(rows).toEqual([]);
  });

  it('of an increment and a clearing: the step is a part of the hold, or finds its purchase ended', async () => {
    expect(await run(approved, increment, clear)).toEqual({ cleared: races });
  });

  it('of the sweeper and the decision: one of them, once', async () => {
    const states = await run(
      async () => {
        const bought = await pending();
        await one.letDeadlinePass(bought.authorizationId);
        return bought;
      },
      () => two.get(SweepOverdueAuthorizations).sweep(),
      approve,
    );
    expect(sumOf(states, 'timed_out', 'approved')).toBe(races);
  });

  it('of a refund and the cancellation of the card: both', async () => {
    const states = await run(
      async () => {
        const bought = await approved();
        await clear(bought);
        return bought;
      },
      (bought) => two.advise(bought.card, 'refund_settlement', 400n, { reference: named(bought) }),
      ({ cardId }) => one.get(CancelCard).execute(cardId, operator, undefined),
    );
    expect(states).toEqual({ cleared: races });
    const { rows } = await database.pool.query<{ refunds: bigint }>(
      `select count(*) as refunds from movements where kind = 'refund_settlement'`,
    );
    expect(rows[0]?.refunds).toBe(BigInt(races));
  });

  it('of a request and its own reversal by key: nothing is held in the end', async () => {
    const keys: string[] = [];
    for (let first = 0; first < races; first += atOnce) {
      await Promise.all(
        Array.from({ length: Math.min(atOnce, races - first) }, async () => {
          const { customerId } = await one.customer();
          const card = await one.card(customerId);
          const message = purchase(card);
          keys.push(card.cardId);
          const bought = one.admission(card, message).then(async ({ answer, ...ids }) => {
            if (answer.outcome === 'pending') await approve({ ...ids, card });
          });
          await Promise.all([bought, two.get(ReverseByMessage).execute({ original: message })]);
        }),
      );
    }
    const { rows } = await database.pool.query(
      `select from holds h join authorizations a on a.id = h.authorization_id
      where h.state = 'placed' and a.state <> 'pending' and a.card_id = any ($1::uuid[])`,
      [keys],
    );
    expect(rows).toEqual([]);
  });

  it('of the same message at both instances: booked once', async () => {
    const twice = async (bought: Bought) => {
      const clearing = {
        networkId: network,
        authorizationId: bought.authorizationId,
        amount: { minor: 300n, as: 'delta' as const },
        final: false,
        message: one.messageKey(),
      };
      await Promise.all([one, two].map((instance) => instance.get(ClearAuthorization).execute(clearing)));
    };
    await run(approved, twice, () => Promise.resolve());
    const { rows } = await database.pool.query(
      `select authorization_id from movements where stated_minor = 300 group by authorization_id having count(*) <> 1`,
    );
    expect(rows).toEqual([]);
  });
});

function named({ authorizationId }: Pending): { authorizationId: string } {
  return { authorizationId };
}

async function unlessRefused(work: Promise<unknown>): Promise<void> {
  await work.catch((problem: unknown) => {
    if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
  });
}

async function statesOf(pool: Pool, ids: readonly string[]): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ state: string; count: bigint }>(
    'select state, count(*) as count from authorizations where id = any ($1::uuid[]) group by state',
    [ids],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

function sumOf(states: Record<string, number>, ...named: readonly string[]): number {
  return named.reduce((sum, state) => sum + (states[state] ?? 0), 0);
}
