import type { AuthorizationState } from '@mayfly/contracts';
import type { StatedAmount } from '../src/authorizations/book/movement';

/** A purchase in the model. What is held = authorized − released − captured. */
export interface ModelPurchase {
  readonly card: number;
  state: AuthorizationState;
  /** What is assessed. */
  readonly amountMinor: bigint;
  readonly partialAllowed: boolean;
  authorizedMinor: bigint;
  releasedMinor: bigint;
  capturedMinor: bigint;
  clearedMinor: bigint;
  refundedMinor: bigint;
  /** Approved in the assessment's place, which has not spoken yet. */
  awaitsAssessment: boolean;
}

export interface ModelCard {
  state: 'open' | 'claimed' | 'used';
  readonly uses: 'single' | 'split';
  committedMinor: bigint;
}

/** Every card of the model has this cap. */
export const capMinor = 3_000n;

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
const most = (one: bigint, other: bigint): bigint => (one > other ? one : other);

export function heldOf({ authorizedMinor, releasedMinor, capturedMinor }: ModelPurchase): bigint {
  return authorizedMinor - releasedMinor - capturedMinor;
}

/** What networks, merchants and the assessment may do to one account, in memory. */
export class PurchaseModel {
  owedMinor = 0n;
  payableMinor = 0n;
  readonly purchases: ModelPurchase[] = [];

  constructor(
    public availableMinor: bigint,
    readonly cards: readonly ModelCard[],
  ) {}

  /** `pending`, or why not. */
  buy(card: number, askedMinor: bigint, partialAllowed: boolean): string {
    const { state, committedMinor } = this.card(card);
    if (state !== 'open') return state === 'used' ? 'card_already_used' : 'card_busy';
    const there = least(capMinor - committedMinor, this.availableMinor);
    const amountMinor = partialAllowed && there > 0n ? least(askedMinor, there) : askedMinor;
    const refusal = this.refusal(card, amountMinor);
    if (refusal !== undefined) return refusal;
    this.place(card, amountMinor, { state: 'pending', partialAllowed });
    this.card(card).state = 'claimed';
    return 'pending';
  }

  approve(purchase: ModelPurchase): void {
    if (purchase.state === 'pending') this.resolve(purchase, 'approved');
    purchase.awaitsAssessment = false;
  }

  /** With what would have been approved in its place. */
  decline(purchase: ModelPurchase, offerMinor: bigint | undefined): void {
    purchase.awaitsAssessment = false;
    if (purchase.state !== 'pending') return;
    const inPart = offerMinor !== undefined && purchase.partialAllowed && offerMinor < purchase.amountMinor;
    this.release(purchase, inPart ? most(0n, heldOf(purchase) - offerMinor) : heldOf(purchase));
    this.resolve(purchase, inPart ? 'approved' : 'declined');
  }

  passDeadline(purchase: ModelPurchase, standInMinor: bigint): void {
    if (purchase.state !== 'pending') return;
    if (purchase.amountMinor <= standInMinor) {
      this.resolve(purchase, 'approved');
      purchase.awaitsAssessment = true;
      return;
    }
    this.release(purchase, heldOf(purchase));
    this.resolve(purchase, 'timed_out');
  }

  reverse(purchase: ModelPurchase, amount: StatedAmount | undefined): void {
    if (!isLive(purchase)) return;
    if (amount === undefined) this.release(purchase, heldOf(purchase));
    else if (amount.as === 'delta') this.release(purchase, least(heldOf(purchase), amount.minor));
    else this.cutTo(purchase, amount.minor);
    this.endIfNothingIsHeld(purchase, 'reversed');
  }

  clear(purchase: ModelPurchase, minor: bigint, final: boolean): void {
    if (purchase.state === 'declined' || purchase.state === 'timed_out') {
      this.clear(this.force(purchase.card, minor), minor, final);
      return;
    }
    const captured = least(heldOf(purchase), minor);
    const beyondHold = minor - captured;
    purchase.capturedMinor += captured;
    purchase.clearedMinor += minor;
    this.owedMinor += minor;
    this.availableMinor -= beyondHold;
    this.card(purchase.card).committedMinor += beyondHold;
    if (final) this.release(purchase, heldOf(purchase));
    // What is left of the cap is seen when all of the message is booked.
    if (purchase.state === 'pending') this.resolve(purchase, 'approved');
    if (heldOf(purchase) === 0n) purchase.state = 'cleared';
  }

  advise(purchase: ModelPurchase, totalMinor: bigint): void {
    if (purchase.state === 'cleared') return;
    if (!isLive(purchase)) {
      this.force(purchase.card, totalMinor);
      return;
    }
    const more = totalMinor - (purchase.authorizedMinor - purchase.releasedMinor);
    if (more > 0n) {
      purchase.authorizedMinor += more;
      this.hold(purchase.card, more);
    } else this.cutTo(purchase, totalMinor);
    if (purchase.state === 'pending' && heldOf(purchase) > 0n) this.resolve(purchase, 'approved');
    this.endIfNothingIsHeld(purchase, 'reversed');
  }

  /** Approved by the network without us. */
  force(card: number, minor: bigint): ModelPurchase {
    const forced = this.place(card, minor, { state: 'approved', partialAllowed: false });
    const { state, uses } = this.card(card);
    if (state === 'open' && uses === 'single') this.card(card).state = 'used';
    return forced;
  }

  settleRefund(purchase: ModelPurchase, minor: bigint): void {
    const repaid = least(this.owedMinor, minor);
    this.owedMinor -= repaid;
    this.availableMinor += repaid;
    this.payableMinor += minor - repaid;
    purchase.refundedMinor += minor;
  }

  /** `pending`, or why not. */
  increment(purchase: ModelPurchase, { minor, as }: StatedAmount): { outcome: string; stepMinor: bigint } {
    const stepMinor = as === 'delta' ? minor : minor - (purchase.authorizedMinor - purchase.releasedMinor);
    if (purchase.state !== 'approved' || stepMinor <= 0n)
      return { outcome: 'authorization_ended', stepMinor };
    return { outcome: this.refusal(purchase.card, stepMinor) ?? 'pending', stepMinor };
  }

  grow(purchase: ModelPurchase, stepMinor: bigint): void {
    purchase.authorizedMinor += stepMinor;
    this.hold(purchase.card, stepMinor);
  }

  expire(purchase: ModelPurchase): void {
    if (purchase.state !== 'approved') return;
    this.release(purchase, heldOf(purchase));
    this.endIfNothingIsHeld(purchase, 'expired');
  }

  get heldMinor(): bigint {
    return this.purchases.reduce((sum, purchase) => sum + heldOf(purchase), 0n);
  }

  private card(place: number): ModelCard {
    const card = this.cards[place];
    if (card === undefined) throw new Error(`there is no card ${place}`);
    return card;
  }

  private refusal(card: number, minor: bigint): string | undefined {
    if (this.card(card).committedMinor + minor > capMinor) return 'card_cap_exceeded';
    return minor > this.availableMinor ? 'purchase_power_insufficient' : undefined;
  }

  private place(
    card: number,
    amountMinor: bigint,
    start: Pick<ModelPurchase, 'state' | 'partialAllowed'>,
  ): ModelPurchase {
    const purchase = {
      card,
      amountMinor,
      authorizedMinor: amountMinor,
      releasedMinor: 0n,
      capturedMinor: 0n,
      clearedMinor: 0n,
      refundedMinor: 0n,
      awaitsAssessment: false,
      ...start,
    };
    this.purchases.push(purchase);
    this.hold(card, amountMinor);
    return purchase;
  }

  private hold(card: number, minor: bigint): void {
    this.availableMinor -= minor;
    this.card(card).committedMinor += minor;
  }

  private release(purchase: ModelPurchase, minor: bigint): void {
    purchase.releasedMinor += minor;
    this.hold(purchase.card, -minor);
  }

  /** What was collected stays. */
  private cutTo(purchase: ModelPurchase, totalMinor: bigint): void {
    const left = purchase.authorizedMinor - purchase.releasedMinor;
    this.release(purchase, most(0n, left - most(totalMinor, purchase.capturedMinor)));
  }

  /** The final answer; the card is consumed by an approval, or by what was committed on it meanwhile. */
  private resolve(purchase: ModelPurchase, state: AuthorizationState): void {
    purchase.state = state;
    const card = this.card(purchase.card);
    if (card.state !== 'claimed') return;
    const full = card.committedMinor >= (card.uses === 'split' ? capMinor : 1n);
    card.state = full || (card.uses === 'single' && state === 'approved') ? 'used' : 'open';
  }

  private endIfNothingIsHeld(purchase: ModelPurchase, end: 'reversed' | 'expired'): void {
    if (heldOf(purchase) > 0n || !isLive(purchase)) return;
    if (purchase.state === 'pending') this.resolve(purchase, 'declined');
    else purchase.state = purchase.capturedMinor > 0n ? 'cleared' : end;
  }
}

function isLive({ state }: ModelPurchase): boolean {
  return state === 'pending' || state === 'approved';
}
