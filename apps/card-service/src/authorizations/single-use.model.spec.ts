import fc from 'fast-check';
import { next, type AuthorizationState, type CardState } from '@mayfly/contracts';
import {
  AuthorizationsRoom,
  decision,
  network,
} from '../../../../test/support/card-service/authorizations-room';
import { operator } from '../../../../test/support/card-service/cards-room';
import { cardDatabase, type CardDatabase } from '../../../../test/support/card-service/card-database';
import { moneyFaults } from '../../../../test/support/card-service/money-faults';
import type { MintedCardDto } from '../cards/card.dto';
import { Problem } from '../problems/problem';

const granted = 3_000n;
const cardsOfCustomer = 3;

interface ModelCard {
  state: CardState;
  mismatches: number;
  purchase: { state: AuthorizationState; amountMinor: bigint } | undefined;
}

/** The rules of one account with some cards, in memory: what the published tables and arithmetic say. */
interface Model {
  availableMinor: bigint;
  owedMinor: bigint;
  readonly cards: ModelCard[];
}

/** The same account in PostgreSQL. */
interface Real {
  readonly room: AuthorizationsRoom;
  readonly accountId: string;
  readonly cards: {
    readonly minted: MintedCardDto;
    authorization?: Awaited<ReturnType<AuthorizationsRoom['admission']>>;
  }[];
}

type Command = fc.AsyncCommand<Model, Real>;

function cardOf<T>(cards: readonly T[], index: number): T {
  const card = cards[index];
  if (card === undefined) throw new Error(`there is no card ${index}`);
  return card;
}

function moved(card: ModelCard, event: Parameters<typeof next<'card'>>[2]): CardState {
  return next('card', card.state, event) ?? card.state;
}

/** What the tables and the arithmetic answer to a purchase. */
function expectedOutcome(
  model: Model,
  card: ModelCard,
  amountMinor: bigint,
  screened: string | null,
): string {
  const byState = {
    used: 'card_already_used',
    cancelled: 'card_cancelled',
    expired: 'card_expired',
  } as const;
  if (card.state === 'blocked') return 'card_blocked';
  if (card.state === 'claimed') return 'card_busy';
  if (card.state !== 'open') return byState[card.state];
  if (screened !== null) return screened;
  return amountMinor > model.availableMinor ? 'purchase_power_insufficient' : 'pending';
}

class Purchase implements Command {
  constructor(
    private readonly index: number,
    private readonly amountMinor: bigint,
    private readonly screened: 'cvv_mismatch' | 'merchant_not_allowed' | null,
  ) {}

  check = (): boolean => true;

  async run(model: Model, { room, cards }: Real): Promise<void> {
    const card = cardOf(model.cards, this.index);
    const real = cardOf(cards, this.index);
    const expected = expectedOutcome(model, card, this.amountMinor, this.screened);
    const authorization = await room.admission(real.minted, { amountMinor: this.amountMinor }, this.screened);
    const { answer } = authorization;
    expect('reason' in answer ? (answer.reason ?? answer.outcome) : answer.outcome).toBe(expected);
    if (expected === 'pending') {
      card.state = moved(card, 'authorization_placed');
      card.purchase = { state: 'pending', amountMinor: this.amountMinor };
      model.availableMinor -= this.amountMinor;
      real.authorization = authorization;
    }
    if (expected === 'cvv_mismatch') {
      card.mismatches += 1;
      card.state = moved(card, card.mismatches === 3 ? 'mismatched_third_time' : 'mismatched');
    }
  }

  toString = (): string => `purchase(${this.index}, ${this.amountMinor}, ${this.screened ?? 'right'})`;
}

type Ending = 'approve' | 'decline' | 'timeOut' | 'reverse' | 'clear' | 'expire';

const cardEventOf = {
  approve: 'approved',
  decline: 'declined',
  timeOut: 'deadline_passed',
  reverse: 'reversed',
  clear: 'cleared',
  expire: 'hold_expired',
} as const;

const authorizationEventOf = {
  approve: 'approval_decided',
  decline: 'decline_decided',
  timeOut: 'deadline_passed',
  reverse: 'reversed',
  clear: 'cleared',
  expire: 'hold_expired',
} as const;

class End implements Command {
  constructor(
    private readonly index: number,
    private readonly ending: Ending,
  ) {}

  check = (model: Readonly<Model>): boolean => cardOf(model.cards, this.index).purchase !== undefined;

  async run(model: Model, { room, cards }: Real): Promise<void> {
    const card = cardOf(model.cards, this.index);
    const { authorization } = cardOf(cards, this.index);
    const { purchase } = card;
    if (purchase === undefined || authorization === undefined) throw new Error('nothing was bought');
    await endings[this.ending](room, authorization);
    const to = next('authorization', purchase.state, authorizationEventOf[this.ending]);
    const changed = to !== undefined && to !== purchase.state;
    if (!changed) return;
    purchase.state = to;
    card.state = moved(card, cardEventOf[this.ending]);
    if (this.ending === 'clear') model.owedMinor += purchase.amountMinor;
    else if (this.ending !== 'approve') model.availableMinor += purchase.amountMinor;
  }

  toString = (): string => `${this.ending}(${this.index})`;
}

type Bought = Awaited<ReturnType<AuthorizationsRoom['admission']>>;

const endings: Record<Ending, (room: AuthorizationsRoom, bought: Bought) => Promise<unknown>> = {
  approve: (room, bought) => room.decide.execute([decision(bought, 'approved')]),
  decline: (room, bought) => room.decide.execute([decision(bought, 'declined')]),
  timeOut: async (room, { authorizationId }) => {
    await room.letDeadlinePass(authorizationId);
    await room.timeOut.execute(authorizationId);
  },
  reverse: (room, { authorizationId }) =>
    unlessRefused(room.reverse.execute({ networkId: network, authorizationId })),
  clear: (room, { authorizationId }) =>
    unlessRefused(room.clear.execute({ networkId: network, authorizationId })),
  expire: async (room, { authorizationId }) => {
    await room.letHoldExpire(authorizationId);
    await room.expireHolds.sweep();
  },
};

class Cancel implements Command {
  constructor(private readonly index: number) {}

  check = (): boolean => true;

  async run(model: Model, { room, cards }: Real): Promise<void> {
    const card = cardOf(model.cards, this.index);
    const { minted } = cardOf(cards, this.index);
    await unlessRefused(room.cards.cancelCard.execute(minted.cardId, operator, undefined));
    card.state = moved(card, 'cancel_requested');
  }

  toString = (): string => `cancel(${this.index})`;
}

async function unlessRefused(work: Promise<unknown>): Promise<void> {
  await work.catch((problem: unknown) => {
    if (!(problem instanceof Problem)) throw problem;
  });
}

const card = fc.nat(cardsOfCustomer - 1);
const commands = fc.commands(
  [
    fc
      .tuple(
        card,
        fc.bigInt(1n, 2_000n),
        fc.constantFrom(null, null, null, 'cvv_mismatch', 'merchant_not_allowed'),
      )
      .map(([index, amountMinor, screened]) => new Purchase(index, amountMinor, screened)),
    fc
      .tuple(
        card,
        fc.constantFrom<Ending[]>('approve', 'approve', 'decline', 'timeOut', 'reverse', 'clear', 'expire'),
      )
      .map(([index, ending]) => new End(index, ending)),
    card.map((index) => new Cancel(index)),
  ],
  { maxCommands: 24 },
);

describe('an account with one-time cards, against a model of its rules', () => {
  let database: CardDatabase;
  let room: AuthorizationsRoom;

  beforeAll(async () => {
    database = await cardDatabase();
    room = new AuthorizationsRoom(database.url, 60_000);
  });
  afterAll(async () => {
    await room.stop();
    await database.drop();
  });

  async function agreeWith(model: Model, { accountId, cards }: Real): Promise<void> {
    const { rows: accounts } = await database.pool.query(
      'select available_minor, owed_minor, granted_minor - available_minor - owed_minor as held_minor from accounts where id = $1',
      [accountId],
    );
    expect(accounts).toEqual([
      {
        available_minor: model.availableMinor,
        owed_minor: model.owedMinor,
        held_minor: granted - model.availableMinor - model.owedMinor,
      },
    ]);
    const { rows: states } = await database.pool.query(
      `select c.state, a.state as purchase from unnest($1::uuid[], $2::uuid[]) with ordinality as m (card_id, purchase_id, place)
      join cards c on c.id = m.card_id left join authorizations a on a.id = m.purchase_id order by m.place`,
      [
        cards.map(({ minted }) => minted.cardId),
        cards.map(({ authorization }) => authorization?.authorizationId ?? null),
      ],
    );
    expect(states).toEqual(
      model.cards.map(({ state, purchase }) => ({ state, purchase: purchase?.state ?? null })),
    );
  }

  it('R1, R13: whatever comes, states and balances are those of the tables, and the books are right', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const { customerId, account } = await customerWithAccount();
        const minted = await Promise.all(
          Array.from({ length: cardsOfCustomer }, () => room.cards.card(customerId)),
        );
        const real: Real = { room, accountId: account, cards: minted.map((one) => ({ minted: one })) };
        const model: Model = {
          availableMinor: granted,
          owedMinor: 0n,
          cards: minted.map(() => ({ state: 'open', mismatches: 0, purchase: undefined })),
        };
        await fc.asyncModelRun(() => ({ model, real }), sequence);
        await agreeWith(model, real);
        expect(await moneyFaults(database.pool)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  async function customerWithAccount() {
    const { customerId } = await room.cards.customer(Number(granted));
    const { rows } = await database.pool.query<{ id: string }>(
      'select id from accounts where customer_id = $1',
      [customerId],
    );
    return { customerId, account: rows[0]?.id ?? '' };
  }
});
