import fc from 'fast-check';
import { next } from '@mayfly/contracts';
import { Problem } from '../src/http/problem';
import { ApplyDecisions } from '../src/authorizations/decide/apply-decisions';
import { ReverseAuthorization } from '../src/authorizations/close/reverse-authorization';
import { ClearAuthorization } from '../src/authorizations/close/clear-authorization';
import { ReadAuthorization } from '../src/authorizations/read/read-authorization';
import { ExpireHolds } from '../src/authorizations/close/expire-holds';
import { CancelCard } from '../src/cards/cancel-card';
import { ReportFraud } from '../src/fraud-reports/report-fraud';
import { UnfreezeAccount } from '../src/fraud-reports/unfreeze-account';
import { boughtAt, cardOf, expectedOutcome, moved, type Model, type Real } from './account-model';
import { decision, network } from './purchases';
import type { CardServiceUnderTest } from './card-service-under-test';
import { operator } from './callers';

type Command = fc.AsyncCommand<Model, Real>;

class Purchase implements Command {
  constructor(
    private readonly index: number,
    private readonly amountMinor: bigint,
    private readonly screened: 'cvv_mismatch' | 'merchant_not_allowed' | null,
  ) {}

  check = (): boolean => true;

  async run(model: Model, { cardService, cards }: Real): Promise<void> {
    const card = cardOf(model.cards, this.index);
    const real = cardOf(cards, this.index);
    const expected = expectedOutcome(model, card, this.amountMinor, this.screened);
    const authorization = await cardService.admission(
      real.minted,
      { amountMinor: this.amountMinor },
      this.screened,
    );
    const { answer } = authorization;
    expect('reason' in answer ? (answer.reason ?? answer.outcome) : answer.outcome).toBe(expected);
    if (expected === 'pending') {
      card.state = moved(card, 'authorization_placed');
      card.purchase = { state: 'pending', amountMinor: this.amountMinor, reported: false };
      model.availableMinor -= this.amountMinor;
      real.authorization = authorization;
    }
    if (expected === 'cvv_mismatch') {
      card.senderMismatches += 1;
      if (card.state === 'open') card.mismatches += 1;
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

/** What was bought on the nth card with a purchase, in the model and in PostgreSQL. */
function boughtOn(model: Model, cards: Real['cards'], nth: number) {
  const index = boughtAt(model, nth) ?? 0;
  const card = cardOf(model.cards, index);
  const { authorization } = cardOf(cards, index);
  if (card.purchase === undefined || authorization === undefined) throw new Error('nothing was bought');
  return { card, purchase: card.purchase, authorization };
}

class End implements Command {
  constructor(
    private readonly nth: number,
    private readonly ending: Ending,
  ) {}

  check = (model: Readonly<Model>): boolean => boughtAt(model, this.nth) !== undefined;

  async run(model: Model, { cardService, cards }: Real): Promise<void> {
    const { card, purchase, authorization } = boughtOn(model, cards, this.nth);
    await endings[this.ending](cardService, authorization);
    const to = next('authorization', purchase.state, authorizationEventOf[this.ending]);
    const changed = to !== undefined && to !== purchase.state;
    if (!changed) return;
    purchase.state = to;
    card.state = moved(card, cardEventOf[this.ending]);
    if (this.ending === 'clear') model.owedMinor += purchase.amountMinor;
    else if (this.ending !== 'approve') model.availableMinor += purchase.amountMinor;
  }

  toString = (): string => `${this.ending}(${this.nth})`;
}

type Bought = Awaited<ReturnType<CardServiceUnderTest['admission']>>;

const endings: Record<Ending, (cardService: CardServiceUnderTest, bought: Bought) => Promise<unknown>> = {
  approve: (cardService, bought) => cardService.get(ApplyDecisions).execute([decision(bought, 'approved')]),
  decline: (cardService, bought) => cardService.get(ApplyDecisions).execute([decision(bought, 'declined')]),
  timeOut: async (cardService, { authorizationId }) => {
    await cardService.letDeadlinePass(authorizationId);
    await cardService.timeOut(authorizationId);
  },
  reverse: (cardService, { authorizationId }) =>
    unlessRefused(cardService.get(ReverseAuthorization).execute({ networkId: network, authorizationId })),
  clear: (cardService, { authorizationId }) =>
    unlessRefused(cardService.get(ClearAuthorization).execute({ networkId: network, authorizationId })),
  expire: async (cardService, { authorizationId }) => {
    // The time of a pending one's hold must not pass: once approved, a sweep meant for another would end it too.
    const approved = (await cardService.get(ReadAuthorization).byId(authorizationId))?.state === 'approved';
    if (approved) await cardService.letHoldExpire(authorizationId);
    await cardService.get(ExpireHolds).sweep();
  },
};

class Cancel implements Command {
  constructor(private readonly index: number) {}

  check = (): boolean => true;

  async run(model: Model, { cardService, cards }: Real): Promise<void> {
    const card = cardOf(model.cards, this.index);
    const { minted } = cardOf(cards, this.index);
    await unlessRefused(cardService.get(CancelCard).execute(minted.cardId, operator, undefined));
    card.state = moved(card, 'cancel_requested');
  }

  toString = (): string => `cancel(${this.index})`;
}

/** The channel of an operator's reports here: any will do. */
const channel = 'customer';

class Report implements Command {
  constructor(private readonly nth: number) {}

  check = (model: Readonly<Model>): boolean => boughtAt(model, this.nth) !== undefined;

  async run(model: Model, { cardService, cards }: Real): Promise<void> {
    const { card, purchase, authorization } = boughtOn(model, cards, this.nth);
    const { authorizationId } = authorization;
    await unlessRefused(
      cardService.get(ReportFraud).execute(operator, { authorizationId, channel }, undefined),
    );
    if (card.state === 'claimed' || purchase.reported) return;
    purchase.reported = true;
    card.state = moved(card, 'fraud_reported');
    if (['approved', 'reversed', 'expired', 'cleared'].includes(purchase.state)) model.frozen = true;
  }

  toString = (): string => `reportFraud(${this.nth})`;
}

class Unfreeze implements Command {
  check = (): boolean => true;

  async run(model: Model, { cardService, customerId }: Real): Promise<void> {
    await cardService.get(UnfreezeAccount).execute(customerId, operator);
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
export const cardsOfAccount = 4;

const place = fc.nat(cardsOfAccount - 1);
const purchases = fc
  .tuple(
    place,
    fc.bigInt(1n, 2_000n),
    fc.constantFrom(null, null, null, null, 'cvv_mismatch', 'merchant_not_allowed'),
  )
  .map(([index, amountMinor, screened]) => new Purchase(index, amountMinor, screened));
const ends = fc
  .tuple(
    place,
    fc.constantFrom<Ending[]>('approve', 'approve', 'decline', 'timeOut', 'reverse', 'clear', 'expire'),
  )
  .map(([nth, ending]) => new End(nth, ending));

/** Sequences of purchases, ends, cancellations, fraud reports and unfreezings on the first few cards of an account. */
export const commands = fc.commands(
  // Named as often as it is to weigh.
  [
    purchases,
    purchases,
    purchases,
    ends,
    ends,
    place.map((index) => new Cancel(index)),
    place.map((nth) => new Report(nth)),
    fc.constant(new Unfreeze()),
  ],
  { maxCommands: 40, size: 'max' },
);
