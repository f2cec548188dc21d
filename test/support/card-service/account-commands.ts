import fc from 'fast-check';
import { next, type AuthorizationState, type CardState } from '@mayfly/contracts';
import type { MintedCardDto } from '../../../apps/card-service/src/cards/card.dto';
import { Problem } from '../../../apps/card-service/src/problems/problem';
import { decision, network, type AuthorizationsRoom } from './authorizations-room';
import { operator } from './cards-room';

export interface ModelCard {
  state: CardState;
  mismatches: number;
  purchase: { state: AuthorizationState; amountMinor: bigint; reported: boolean } | undefined;
}

/** The rules of one account with some cards, in memory: what the published tables and arithmetic say. */
export interface Model {
  availableMinor: bigint;
  owedMinor: bigint;
  frozen: boolean;
  readonly cards: ModelCard[];
}

/** The same account in PostgreSQL. */
export interface Real {
  readonly room: AuthorizationsRoom;
  readonly customerId: string;
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
  if (model.frozen) return 'account_frozen';
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
      card.purchase = { state: 'pending', amountMinor: this.amountMinor, reported: false };
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

/** The channel of an operator's reports here: any will do. */
const channel = 'customer';

class ReportFraud implements Command {
  constructor(private readonly index: number) {}

  check = (model: Readonly<Model>): boolean => cardOf(model.cards, this.index).purchase !== undefined;

  async run(model: Model, { room, cards }: Real): Promise<void> {
    const card = cardOf(model.cards, this.index);
    const { authorization } = cardOf(cards, this.index);
    const { purchase } = card;
    if (purchase === undefined || authorization === undefined) throw new Error('nothing was bought');
    const { authorizationId } = authorization;
    await unlessRefused(room.reportFraud.execute(operator, { authorizationId, channel }, undefined));
    if (card.state === 'claimed' || purchase.reported) return;
    purchase.reported = true;
    card.state = moved(card, 'fraud_reported');
    if (['approved', 'reversed', 'expired', 'cleared'].includes(purchase.state)) model.frozen = true;
  }

  toString = (): string => `reportFraud(${this.index})`;
}

class Unfreeze implements Command {
  check = (): boolean => true;

  async run(model: Model, { room, customerId }: Real): Promise<void> {
    await room.unfreeze.execute(customerId, operator);
    model.frozen = false;
  }

  toString = (): string => 'unfreeze';
}

async function unlessRefused(work: Promise<unknown>): Promise<void> {
  await work.catch((problem: unknown) => {
    if (!(problem instanceof Problem)) throw problem;
  });
}

/** How many cards the account has. */
export const cardsOfAccount = 3;

const card = fc.nat(cardsOfAccount - 1);
/** Sequences of purchases, ends, cancellations, fraud reports and unfreezings on the first few cards of an account. */
export const commands = fc.commands(
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
    card.map((index) => new ReportFraud(index)),
    fc.constant(new Unfreeze()),
  ],
  { maxCommands: 24 },
);
