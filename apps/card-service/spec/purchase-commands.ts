import fc from 'fast-check';
import { ReverseAuthorization } from '../src/authorizations/close/reverse-authorization';
import { ExpireHolds } from '../src/authorizations/close/expire-holds';
import type { AdviceKind, AdviceOutcome } from '../src/authorizations/close/advice';
import { ApplyDecisions } from '../src/authorizations/decide/apply-decisions';
import { RequestIncrement } from '../src/authorizations/request/request-increment';
import type { StatedAmount } from '../src/authorizations/book/movement';
import { Problem } from '../src/http/problem';
import type { CardServiceUnderTest } from './card-service-under-test';
import type { FreshCard } from './fresh-card';
import { decision, network, type Pending } from './purchases';
import type { ModelPurchase, PurchaseModel } from './purchase-model';

/** The same account in PostgreSQL; the purchases in the order of the model. */
export interface RealAccount {
  readonly cardService: CardServiceUnderTest;
  /** Another instance, which approves up to `standInMinor` at the deadline. */
  readonly lenient: CardServiceUnderTest;
  readonly cards: readonly FreshCard[];
  readonly purchases: Pending[];
}

/** What is approved at the deadline in the assessment's place. */
export const standInMinor = 600n;

/** A purchase in both worlds. */
interface Both {
  readonly model: PurchaseModel;
  readonly purchase: ModelPurchase;
  readonly real: RealAccount;
  readonly pending: Pending;
  readonly card: FreshCard;
}

type Step = (both: Both) => Promise<void>;

/** Something that happens to the nth purchase, counted round. */
class Happens implements fc.AsyncCommand<PurchaseModel, RealAccount> {
  constructor(
    private readonly nth: number,
    private readonly what: string,
    private readonly step: Step,
  ) {}

  check = ({ purchases }: Readonly<PurchaseModel>): boolean => purchases.length > 0;

  async run(model: PurchaseModel, real: RealAccount): Promise<void> {
    const place = this.nth % model.purchases.length;
    const [purchase, pending] = [model.purchases[place], real.purchases[place]];
    const card = real.cards[purchase?.card ?? 0];
    if (purchase === undefined || pending === undefined || card === undefined)
      throw new Error('it is not there');
    await this.step({ model, purchase, real, pending, card });
  }

  toString = (): string => `${this.what} of ${this.nth}`;
}

class Buy implements fc.AsyncCommand<PurchaseModel, RealAccount> {
  constructor(
    private readonly card: number,
    private readonly amountMinor: bigint,
    private readonly partialAllowed: boolean,
  ) {}

  check = (): boolean => true;

  async run(model: PurchaseModel, { cardService, cards, purchases }: RealAccount): Promise<void> {
    const card = cards[this.card];
    if (card === undefined) throw new Error('it is not there');
    const { amountMinor, partialAllowed } = this;
    const expected = model.buy(this.card, amountMinor, partialAllowed);
    const { answer, ...pending } = await cardService.admission(card, { amountMinor, partialAllowed });
    expect('reason' in answer ? (answer.reason ?? answer.outcome) : answer.outcome).toBe(expected);
    if (expected === 'pending') purchases.push(pending);
  }

  toString = (): string =>
    `buy(${this.card}, ${this.amountMinor}${this.partialAllowed ? ', or a part' : ''})`;
}

/** Says it twice, as networks do. */
async function advise(
  { real: { cardService, purchases }, card, pending }: Both,
  kind: AdviceKind,
  minor: bigint,
  final = true,
  reference: object = { authorizationId: pending.authorizationId },
): Promise<void> {
  const key = { networkId: network, ...cardService.messageKey() };
  const said = (): Promise<AdviceOutcome> => cardService.advise(card, kind, minor, { key, reference, final });
  const { outcome, authorization } = await said();
  expect(await said()).toMatchObject({ outcome: 'repeated' });
  if (outcome === 'forced') purchases.push({ ...pending, authorizationId: authorization?.id ?? '' });
}

const decide = ({ real, pending }: Both, outcome: 'approved' | 'declined', offerMinor?: bigint) =>
  real.cardService.get(ApplyDecisions).execute([
    {
      ...decision(pending, outcome),
      ...(offerMinor === undefined
        ? {}
        : { alternatives: [{ kind: 'smaller_amount' as const, amountMinor: Number(offerMinor) }] }),
    },
  ]);

const approve: Step = async (both) => {
  both.model.approve(both.purchase);
  await decide(both, 'approved');
};

const decline =
  (offerMinor: bigint | undefined): Step =>
  async (both) => {
    both.model.decline(both.purchase, offerMinor);
    await decide(both, 'declined', offerMinor);
  };

const passDeadline: Step = async ({ model, purchase, real, pending }) => {
  const isPending = purchase.state === 'pending';
  model.passDeadline(purchase, standInMinor);
  if (!isPending) return;
  await real.cardService.letDeadlinePass(pending.authorizationId);
  await real.lenient.timeOut(pending.authorizationId);
};

const reverse =
  (amount: StatedAmount | undefined): Step =>
  async ({ model, purchase, real: { cardService }, pending: { authorizationId } }) => {
    model.reverse(purchase, amount);
    const reversal = { networkId: network, authorizationId, amount, message: cardService.messageKey() };
    for (let time = 1; time <= 2; time += 1) {
      await cardService
        .get(ReverseAuthorization)
        .execute(reversal)
        .catch((problem: unknown) => {
          if (!(problem instanceof Problem) || problem.status >= 500) throw problem;
        });
    }
  };

const clear =
  (minor: bigint, final: boolean): Step =>
  async (both) => {
    both.model.clear(both.purchase, minor, final);
    await advise(both, 'clearing', minor, final);
  };

const complete =
  (totalMinor: bigint): Step =>
  async (both) => {
    both.model.advise(both.purchase, totalMinor);
    await advise(both, 'advice', totalMinor);
  };

/** On the card of a purchase, of which it says nothing. */
const force =
  (minor: bigint, kind: 'advice' | 'clearing'): Step =>
  async (both) => {
    const forced = both.model.force(both.purchase.card, minor);
    if (kind === 'clearing') both.model.clear(forced, minor, true);
    await advise(both, kind, minor, true, {});
  };

const refund =
  (minor: bigint, kind: 'refund' | 'refund_settlement'): Step =>
  async (both) => {
    if (kind === 'refund_settlement') both.model.settleRefund(both.purchase, minor);
    await advise(both, kind, minor);
  };

const increment =
  (amount: StatedAmount, outcome: 'approved' | 'declined'): Step =>
  async (both) => {
    const { model, purchase, real, pending } = both;
    const expected = model.increment(purchase, amount);
    const answer = real.cardService.get(RequestIncrement).execute({
      ...real.cardService.messageKey(),
      networkId: network,
      authorizationId: pending.authorizationId,
      amount,
    });
    if (expected.outcome !== 'pending') {
      expect(await answer).toMatchObject({ state: 'declined', reasons: [expected.outcome] });
      return;
    }
    if (outcome === 'approved') model.grow(purchase, expected.stepMinor);
    const { rows } = await incrementOf(real, pending);
    await decide({ ...both, pending: { ...pending, authorizationId: rows } }, outcome);
    expect(await answer).toMatchObject({ state: outcome });
  };

async function incrementOf(
  { cardService }: RealAccount,
  { authorizationId }: Pending,
): Promise<{ rows: string }> {
  for (;;) {
    const { rows } = await cardService.pool.query<{ id: string }>(
      `select id from authorizations where original_id = $1 and kind = 'increment' and state = 'pending'`,
      [authorizationId],
    );
    if (rows[0] !== undefined) return { rows: rows[0].id };
  }
}

const expire: Step = async ({ model, purchase, real: { cardService }, pending: { authorizationId } }) => {
  const isApproved = purchase.state === 'approved';
  model.expire(purchase);
  if (!isApproved) return;
  await cardService.letHoldExpire(authorizationId);
  await cardService.get(ExpireHolds).sweep();
};

/** How many cards the account has; the last one is for split shipment. */
export const cardsOfAccount = 4;

const nth = fc.nat(7);
const minor = fc.bigInt(1n, 1_800n);
const stated = fc
  .tuple(minor, fc.constantFrom('delta' as const, 'total' as const))
  .map(([of, as]) => ({ minor: of, as }));

function happens<T>(what: string, of: fc.Arbitrary<T>, step: (value: T) => Step): fc.Arbitrary<Happens> {
  return fc
    .tuple(nth, of)
    .map(([place, value]) => new Happens(place, `${what} ${fc.stringify(value)}`, step(value)));
}

const buys = fc
  .tuple(fc.nat(cardsOfAccount - 1), minor, fc.boolean())
  .map(([card, amountMinor, partialAllowed]) => new Buy(card, amountMinor, partialAllowed));
const approvals = happens('approval', fc.constant(undefined), () => approve);
const clearings = happens('clearing', fc.tuple(minor, fc.boolean()), ([of, final]) => clear(of, final));
const reversals = happens('reversal', fc.option(stated, { nil: undefined }), reverse);
const increments = happens(
  'increment',
  fc.tuple(stated, fc.constantFrom('approved' as const, 'declined' as const)),
  ([amount, outcome]) => increment(amount, outcome),
);

/** Sequences of all that may be said of purchases on the cards of an account. */
export const commands = fc.commands(
  // Named as often as it is to weigh.
  [
    buys,
    buys,
    buys,
    approvals,
    approvals,
    approvals,
    clearings,
    clearings,
    reversals,
    reversals,
    increments,
    increments,
    happens('decline', fc.option(minor, { nil: undefined }), decline),
    happens('deadline', fc.constant(undefined), () => passDeadline),
    happens('completion', minor, complete),
    happens('force', fc.tuple(minor, fc.constantFrom('advice' as const, 'clearing' as const)), ([of, kind]) =>
      force(of, kind),
    ),
    happens(
      'refund',
      fc.tuple(minor, fc.constantFrom('refund' as const, 'refund_settlement' as const)),
      ([of, kind]) => refund(of, kind),
    ),
    happens('expiry', fc.constant(undefined), () => expire),
  ],
  { maxCommands: 40, size: 'max' },
);
