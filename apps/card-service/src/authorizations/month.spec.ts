import { Random } from '@mayfly/fraud-world';
import { cardDatabaseForTests } from '../../spec/card-database';
import type { FreshCard } from '../../spec/fresh-card';
import { moneyFaults } from '../../spec/money-faults';
import { decision, network, type Pending } from '../../spec/purchases';
import { ExpireCards } from '../cards/expire-cards';
import { Problem } from '../http/problem';
import { SweepOverdueAuthorizations } from './answer/sweep-overdue-authorizations';
import { ClearAuthorization } from './close/clear-authorization';
import { ExpireHolds } from './close/expire-holds';
import { ReverseAuthorization } from './close/reverse-authorization';
import { ApplyDecisions } from './decide/apply-decisions';
import { RequestIncrement } from './request/request-increment';

/** `MONTH_CUSTOMERS=2000 npx jest authorizations/month` lets as many live through it. */
const customers = Number(process.env['MONTH_CUSTOMERS'] ?? 40);
const days = 31;
const seedOfRun = 31;
const atOnce = 15;
const merchants = [
  { id: 'grocer', name: 'Grocer', mcc: '5411', country: 'DE' },
  { id: 'hotel', name: 'Hotel', mcc: '7011', country: 'DE' },
  { id: 'train', name: 'Train', mcc: '4111', country: 'DE' },
];

interface Life {
  readonly customerId: string;
  card: FreshCard | undefined;
  bought: Pending | undefined;
}

/** A month under the clock that is set ahead, by the code that always ends holds and cards. */
describe('a month of customers who buy, and of networks that say all they may', () => {
  jest.setTimeout(1_200_000);
  const database = cardDatabaseForTests();
  const cardService = database.instance();
  /** The same month again for the same seed. */
  const numbers = new Random(seedOfRun, 'month');
  const said = new Map<string, number>();

  /** Counts what was said; a refusal is an answer. */
  async function say(what: string, work: () => Promise<unknown>): Promise<void> {
    said.set(what, (said.get(what) ?? 0) + 1);
    await work().catch((problem: unknown) => {
      if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
    });
  }

  async function buy(life: Life): Promise<void> {
    const uses = numbers.below(6) === 0 ? 'split' : 'single';
    life.card ??= await cardService.card(life.customerId, { capMinor: 5_000, uses });
    const merchant = merchants[numbers.below(merchants.length)];
    const part = {
      amountMinor: BigInt(100 + numbers.below(3_000)),
      partialAllowed: numbers.below(4) === 0,
      ...(merchant && { merchant }),
    };
    const { answer, ...pending } = await cardService.admission(life.card, part);
    if (answer.outcome !== 'pending') {
      life.card = undefined;
      return;
    }
    life.bought = pending;
    if (numbers.below(20) === 0) {
      await cardService.letDeadlinePass(pending.authorizationId);
      return;
    }
    const outcome = numbers.below(5) === 0 ? 'declined' : 'approved';
    await cardService.get(ApplyDecisions).execute([decision(pending, outcome)]);
  }

  async function increment({ bought }: Life): Promise<void> {
    if (bought === undefined) return;
    const { authorizationId } = bought;
    const answer = cardService.get(RequestIncrement).execute({
      ...cardService.messageKey(),
      networkId: network,
      authorizationId,
      amount: { minor: BigInt(1 + numbers.below(500)), as: 'delta' },
    });
    const refused = answer.then(
      () => 'answered',
      () => 'answered',
    );
    const look = () => new Promise((resolve) => setImmediate(resolve));
    for (
      let id: string | undefined;
      id === undefined && (await Promise.race([refused, look()])) !== 'answered';
    ) {
      const { rows } = await database.pool.query<{ id: string }>(
        `select id from authorizations where original_id = $1 and state = 'pending'`,
        [authorizationId],
      );
      id = rows[0]?.id;
      if (id !== undefined)
        await cardService
          .get(ApplyDecisions)
          .execute([decision({ ...bought, authorizationId: id }, 'approved')]);
    }
    await answer;
  }

  const movement = (bought: Pending) => ({
    networkId: network,
    authorizationId: bought.authorizationId,
    amount: {
      minor: BigInt(1 + numbers.below(1_500)),
      as: numbers.below(3) === 0 ? ('total' as const) : ('delta' as const),
    },
    message: cardService.messageKey(),
  });

  /** What happens to a customer on a day. */
  async function live(life: Life): Promise<void> {
    const { bought, card } = life;
    const choice = numbers.below(12);
    if (bought === undefined || card === undefined || choice < 4) {
      await say('request', () => buy(life));
      return;
    }
    const named = { reference: { authorizationId: bought.authorizationId } };
    const amount = BigInt(1 + numbers.below(2_000));
    switch (choice) {
      case 4:
        return say('increment', () => increment(life));
      case 5:
        return say('reversal in part', () => cardService.get(ReverseAuthorization).execute(movement(bought)));
      case 6: {
        const { networkId, authorizationId } = movement(bought);
        return say('reversal', () =>
          cardService.get(ReverseAuthorization).execute({ networkId, authorizationId }),
        );
      }
      case 7: {
        const clearing = {
          ...movement(bought),
          amount: { minor: amount, as: 'delta' as const },
          final: numbers.below(2) === 0,
        };
        return say('clearing', () => cardService.get(ClearAuthorization).execute(clearing));
      }
      case 8:
        return say('advice', () =>
          cardService.advise(card, 'advice', amount, numbers.below(3) === 0 ? {} : named),
        );
      case 9:
        return say('force post', () => cardService.advise(card, 'clearing', amount));
      case 10:
        return say('refund', () => cardService.advise(card, 'refund', amount, named));
      default:
        return say('refund settled', () => cardService.advise(card, 'refund_settlement', amount, named));
    }
  }

  async function sweep(): Promise<void> {
    const sweeps = [SweepOverdueAuthorizations, ExpireHolds, ExpireCards] as const;
    for (const each of sweeps)
      while ((await cardService.get<{ sweep(): Promise<number> }>(each).sweep()) > 0);
  }

  it('leaves every hold with its receipts, which add up, and balanced books', async () => {
    const lives = await Promise.all(
      Array.from({ length: customers }, async (): Promise<Life> => {
        const { customerId } = await cardService.customer(20_000);
        return { customerId, card: undefined, bought: undefined };
      }),
    );
    for (let day = 0; day < days; day += 1) {
      for (let first = 0; first < lives.length; first += atOnce) {
        await Promise.all(lives.slice(first, first + atOnce).map(live));
      }
      await database.pool.query(
        `insert into clock_offset (ahead) values (interval '1 day')
        on conflict (only_row) do update set ahead = clock_offset.ahead + excluded.ahead`,
      );
      await sweep();
    }
    expect(await moneyFaults(database.pool)).toEqual([]);
    const { rows } = await database.pool.query<{ kind: string; count: bigint }>(
      'select kind, count(*) as count from movements group by kind order by kind',
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      'clearing',
      'completion',
      'refund',
      'refund_settlement',
      'reversal',
    ]);
    const words = [...said].map(([what, count]) => `${what} ${count}`).join(', ');
    process.stdout.write(`${days} days of ${customers} customers: ${words}\n`);
  });
});
