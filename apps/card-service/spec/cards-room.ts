import { randomUUID } from 'node:crypto';
import type { Pool } from '@mayfly/postgres';
import type { Principal } from '../src/access/principal';
import { CancelCard } from '../src/cards/cancel-card';
import type { CardDetails, MintCardDto, MintedCardDto } from '../src/cards/card.dto';
import { CardFinder } from '../src/cards/card-finder';
import { CardSecurity } from '../src/cards/card-security';
import { CardVault } from '../src/cards/card-vault';
import { EraseNumbers } from '../src/cards/erase-numbers';
import { ExpireCards } from '../src/cards/expire-cards';
import { NumberRanges } from '../src/cards/number-ranges';
import { MintCard } from '../src/cards/mint-card';
import { ReadCard } from '../src/cards/read-card';
import { RevealCard } from '../src/cards/reveal-card';
import type { CustomerDto } from '../src/customers/customer.dto';
import { OpenCustomer } from '../src/customers/open-customer';
import { ReadCustomer } from '../src/customers/read-customer';
import { RepayAccount } from '../src/customers/repay-account';
import { UpdateProfile } from '../src/customers/update-profile';
import { ForgetOldKeys } from '../src/idempotency/forget-old-keys';
import { IdempotencyKeys } from '../src/idempotency/idempotency-keys';
import { ServiceMetrics } from '../src/operation/service-metrics';
import { systemIds, systemMonotonicClock, systemRandom, type RandomSource } from '../src/providers';
import { SetAside } from '../src/set-aside/set-aside';
import { steadyProfile } from './steady-profile';

/** Keys of this test run alone. */
export const testKeys = {
  vaultKeys: [Buffer.alloc(32, 1)],
  lookupKeys: [Buffer.alloc(32, 2)],
  verificationKeys: [Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex')],
  iins: ['99990000'],
  openCardQuota: 250,
  dailyMintQuota: 1_000,
};

/** A card whose number is shown. */
export type FreshCard = MintedCardDto & CardDetails;

/** Somebody of the staff. */
export const operator: Principal = { role: 'operator', keyId: randomUUID() };

/** The customer, as an API key of the customer's own says. */
export function customerCaller(customerId: string): Principal {
  return { role: 'customer', keyId: randomUUID(), customerId };
}

/** The use cases of customers and cards on one database, put together as the service does. */
export class CardsRoom {
  /** The customers for whom the relay was woken. */
  readonly woken: string[] = [];
  private readonly outbox = { wake: (customers: readonly string[]) => void this.woken.push(...customers) };

  readonly security: CardSecurity;
  readonly metrics = new ServiceMetrics();
  readonly ranges: NumberRanges;
  readonly keys: IdempotencyKeys;
  readonly forgetOldKeys: ForgetOldKeys;
  readonly openCustomer: OpenCustomer;
  readonly readCustomer: ReadCustomer;
  readonly updateProfile: UpdateProfile;
  readonly repayAccount: RepayAccount;
  readonly mintCard: MintCard;
  readonly readCard: ReadCard;
  readonly cancelCard: CancelCard;
  readonly expireCards: ExpireCards;
  readonly eraseNumbers: EraseNumbers;
  readonly finder: CardFinder;

  constructor(
    readonly pool: Pool,
    random: RandomSource = systemRandom,
    change: Partial<typeof testKeys> = {},
  ) {
    const settings = { ...testKeys, ...change };
    this.security = new CardSecurity(settings);
    this.ranges = new NumberRanges(pool, random, settings, systemMonotonicClock, this.security, this.metrics);
    const vault = new CardVault(settings, systemRandom);
    const reveal = new RevealCard(pool, vault, this.security);
    this.keys = new IdempotencyKeys(pool, systemIds);
    this.forgetOldKeys = new ForgetOldKeys(pool);
    this.readCustomer = new ReadCustomer(pool);
    this.openCustomer = new OpenCustomer(pool, systemIds, this.outbox, this.keys, this.readCustomer);
    this.updateProfile = new UpdateProfile(pool, systemIds, this.outbox);
    this.repayAccount = new RepayAccount(pool, systemIds, this.outbox, this.keys);
    this.mintCard = new MintCard(
      pool,
      systemIds,
      random,
      settings,
      this.outbox,
      this.keys,
      vault,
      this.security,
      reveal,
      this.ranges,
    );
    this.readCard = new ReadCard(pool);
    this.cancelCard = new CancelCard(pool, systemIds, this.outbox);
    this.expireCards = new ExpireCards(this.outbox, new SetAside(pool));
    this.eraseNumbers = new EraseNumbers(pool);
    this.finder = new CardFinder(pool, this.security);
  }

  /** A customer in EUR; `grantedMinor` of purchase power. */
  customer(grantedMinor = 100_000): Promise<CustomerDto> {
    const request = { country: 'DE', currency: 'EUR', grantedMinor, profile: steadyProfile() };
    return this.openCustomer.execute({
      caller: operator,
      key: randomUUID(),
      request,
      traceparent: undefined,
    });
  }

  /** A fresh card of the customer, minted by staff. */
  card(customerId: string, request: MintCardDto = { capMinor: 5_000 }): Promise<FreshCard> {
    return this.mint(customerId, request, randomUUID());
  }

  /** The card that was minted under this Idempotency-Key, with a number that may still be shown. */
  async mint(customerId: string, request: MintCardDto, key: string): Promise<FreshCard> {
    const { keyId: principalId } = operator;
    const card = await this.mintCard.execute({
      principalId,
      key,
      customerId,
      request,
      traceparent: undefined,
    });
    const { number, expiry, cvv2 } = card;
    if (number === undefined || expiry === undefined || cvv2 === undefined) {
      throw new Error('the number is not shown');
    }
    return Object.assign(card, { number, expiry, cvv2 });
  }
}
