import { Inject, Injectable } from '@nestjs/common';
import { generateCardNumber, lastFour } from '@mayfly/card-number';
import { continueTrace } from '@mayfly/messaging';
import { Coalescer, type Pool } from '@mayfly/postgres';
import { keyInFlight } from '../idempotency/idempotency-problems';
import { type Claim, IdempotencyKeys } from '../idempotency/idempotency-keys';
import { idempotentCall } from '../idempotency/idempotent-call';
import { conflict, notFound } from '../http/known-problems';
import { Problem } from '../http/problem';
import { IDS, POOL, RANDOM, SETTINGS } from '../providers';
import { OUTBOX } from '../outbox/outbox';
import type { Ids, RandomSource } from '../providers';
import type { Outbox } from '../outbox/outbox';
import type { Settings } from '../settings';
import { defaultValiditySeconds, type MintCardDto, type MintedCardDto } from './card.dto';
import { CardSecurity } from './card-security';
import { CardVault } from './card-vault';
import { mintBatch, type MintMember, type MintOutcome } from './mint-batch';
import { NumberRanges } from './number-ranges';
import { RevealCard } from './reveal-card';

/** What a caller asks for; the key is its Idempotency-Key. */
export interface MintOrder {
  readonly principalId: string;
  readonly key: string;
  readonly customerId: string;
  readonly request: MintCardDto;
  readonly traceparent: string | undefined;
}

/**
 * Numbers tried before giving up. With a share p of the range taken, p to this power of the mints fail: at half of it
 * taken, one in four thousand million.
 */
const mostNumbersTried = 32;

/** Mints one-time cards. */
@Injectable()
export class MintCard {
  readonly #mints = new Coalescer<MintMember, MintOutcome>({
    run: (members) => mintBatch(this.outbox, this.pool, members, this.settings),
    keyOf: (member) => member.customerId,
    maxBatch: 64,
    maxQueued: 2_000,
    maxConcurrent: 2,
  });

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(RANDOM) private readonly random: RandomSource,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'openCardQuota' | 'dailyMintQuota'>,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly keys: IdempotencyKeys,
    private readonly vault: CardVault,
    private readonly security: CardSecurity,
    private readonly reveal: RevealCard,
    private readonly ranges: NumberRanges,
  ) {}

  /**
   * A fresh card with number, expiry and CVV2; the same card for a repeated call. The expiry is the month, in UTC, in
   * which the validity ends: the card is refused from the end of its validity on, and a purchase that states another
   * month is refused at any time.
   *
   * @throws Problem 404 for an unknown customer, 409 account_frozen or currency_mismatch, 429 too_many_open_cards or
   * too_many_cards_today, 503 card_numbers_exhausted, and those of {@link IdempotencyKeys.once}
   */
  async execute(order: MintOrder): Promise<MintedCardDto> {
    const { principalId, key, customerId, request } = order;
    const call = idempotentCall(principalId, key, `mint ${customerId}`, request);
    return this.keys.once(
      call,
      (claim) => this.mint(order, claim),
      (stored) => this.reveal.again((stored as { cardId: string }).cardId),
    );
  }

  private async mint(order: MintOrder, claim: Claim): Promise<MintedCardDto> {
    for (let tried = 0; tried < mostNumbersTried; tried += 1) {
      const iin = this.ranges.pick();
      const number = generateCardNumber(iin, (size) => this.random.bytes(size));
      const member = this.member(order, claim, iin, number);
      const minted = await this.#mints.submit(member);
      if (minted.outcome === 'minted') {
        return this.reveal.fresh(member.cardId, number, minted);
      }
      if (minted.outcome !== 'number_taken') throw refusalOf(minted.outcome);
    }
    throw new Problem(503, 'card_numbers_exhausted', 'No free card number was found');
  }

  private member(order: MintOrder, claim: Claim, iin: string, number: string): MintMember {
    const cardId = this.ids.uuid();
    const { keyId, envelope } = this.vault.seal(cardId, number);
    const [numberHash, ...olderHashes] = this.security.numberHashes(number);
    const { lookup, verification } = this.security.currentKeyIds;
    return {
      claim,
      customerId: order.customerId,
      cardId,
      capMinor: BigInt(order.request.capMinor),
      currency: order.request.currency ?? null,
      merchantLock: order.request.merchantLock ?? null,
      validitySeconds: order.request.validitySeconds ?? defaultValiditySeconds,
      uses: order.request.uses ?? 'single',
      numberHash,
      olderHashes,
      lookupKeyId: lookup,
      verificationKeyId: verification,
      envelope,
      vaultKeyId: keyId,
      iin,
      lastFour: lastFour(number),
      eventId: this.ids.uuid(),
      traceparent: continueTrace(order.traceparent),
    };
  }
}

function refusalOf(outcome: Exclude<MintOutcome['outcome'], 'minted' | 'number_taken'>): Problem {
  switch (outcome) {
    case 'claim_lost':
      return keyInFlight();
    case 'customer_unknown':
      return notFound();
    case 'account_frozen':
      return conflict(
        'account_frozen',
        'The account is frozen',
        'A purchase on it was reported as fraud: the standing of the customer says what to do.',
      );
    case 'too_many_open':
      return new Problem(429, 'too_many_open_cards', 'Too many cards are open', {
        detail: 'Use or cancel some, or wait until they expire.',
      });
    case 'too_many_lately':
      return new Problem(429, 'too_many_cards_today', 'Too many cards were minted in the last 24 hours', {
        headers: { 'retry-after': '3600' },
      });
    case 'other_currency':
      return conflict('currency_mismatch', 'The account has another currency');
  }
}
