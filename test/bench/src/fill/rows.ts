import type { CustomerProfile } from '@mayfly/contracts';
import { steady } from '../../../../apps/network-simulator/dist/personas/personas';
import type { CopyValue } from './copy-rows';
import type { FillKeys } from './fill-keys';
import {
  cardsOfCustomer,
  filledCustomer,
  filledExpiry,
  filledId,
  filledIin,
  filledNumber,
  filledValidUntil,
} from './filled-card';

/** Rows of one table, in the order of their keys. */
export interface TableRows {
  /** The table with its columns, as SQL. */
  readonly into: string;
  readonly rows: Generator<readonly CopyValue[]>;
}

const currency = 'EUR';
const grantedMinor = 10_000_000;
const capMinor = 10_000;
const dayMs = 86_400_000;
/** How long before their cards were minted the accounts were opened. */
const accountAgeDays = 730;
/** How far back the assessment's purchases go: as far as it looks. */
const purchasesDays = 60;
const merchants = 5_000;

export function customerRows(customers: number, mintedAt: Date): TableRows {
  const openedAt = openedBefore(mintedAt);
  return {
    into: 'customers (id, country, created_at)',
    rows: ofEach(customers, (customer) => [[filledCustomer(customer).customerId, 'DE', openedAt]]),
  };
}

export function accountRows(customers: number): TableRows {
  return {
    into: 'accounts (id, customer_id, currency, granted_minor, available_minor, held_minor, owed_minor)',
    rows: ofEach(customers, (customer) => {
      const { accountId, customerId } = filledCustomer(customer);
      return [[accountId, customerId, currency, grantedMinor, grantedMinor, 0, 0]];
    }),
  };
}

/** Open cards, minted more than a day ago: their numbers are not readable any more, and lie in no envelope. */
export function cardRows(cards: number, mintedAt: Date, { security, vaultKeyId }: FillKeys): TableRows {
  const { lookup, verification } = security.currentKeyIds;
  const [validUntil, minted] = [filledValidUntil.toISOString(), mintedAt.toISOString()];
  return {
    into: `cards (id, account_id, customer_id, cap_minor, currency, valid_until, expiry, number_hash, vault_key_id, iin, last_four,
      lookup_key_id, verification_key_id, minted_at)`,
    rows: ofEach(cards, (place) => {
      const { cardId, accountId, customerId, number } = filledNumber(place);
      const [hash] = security.numberHashes(number);
      return [
        [
          ...[cardId, accountId, customerId, capMinor, currency, validUntil, filledExpiry],
          ...[hash, vaultKeyId, filledIin, number.slice(-4), lookup, verification, minted],
        ],
      ];
    }),
  };
}

/** The grant of each account, and what purchases leave that were approved and taken back: held, and released. */
export function legRows(customers: number, reversalsEach: number, mintedAt: Date): TableRows {
  const openedAt = openedBefore(mintedAt);
  return {
    into: 'ledger_legs (transaction_id, account_id, ledger_account, amount_minor, kind, authorization_id, booked_at)',
    rows: ofEach(customers, (customer) => {
      const { accountId } = filledCustomer(customer);
      const transaction = (
        kind: string,
        from: string,
        to: string,
        minor: number,
        purchase: number | null,
      ) => {
        const id = filledId(`${kind} ${purchase}`, customer, customer * cardsOfCustomer);
        const authorization = purchase === null ? null : authorizationId(customer, purchase);
        return [
          [id, accountId, from, -minor, kind, authorization, openedAt],
          [id, accountId, to, minor, kind, authorization, openedAt],
        ];
      };
      return [
        ...transaction('grant', 'granted', 'available', grantedMinor, null),
        ...Array.from({ length: reversalsEach }, (_, purchase) => [
          ...transaction('hold', 'available', 'held', amountMinor(customer, purchase), purchase),
          ...transaction('release', 'held', 'available', amountMinor(customer, purchase), purchase),
        ]).flat(),
      ];
    }),
  };
}

/** The first version of every customer's profile: someone whose ordinary purchases pass. */
export function profileRows(customers: number, mintedAt: Date): TableRows {
  const openedAt = openedBefore(mintedAt);
  return {
    into: 'customer_profiles (customer_id, version, profile, recorded_at)',
    rows: ofEach(customers, (customer) => {
      const { customerId } = filledCustomer(customer);
      const profile = { ...steady, customerId, version: 1, currency } as unknown as CustomerProfile;
      return [[customerId, 1, JSON.stringify(profile), openedAt]];
    }),
  };
}

/** Purchases that were approved and taken back, spread over the time that the assessment looks at, the last two days excepted. */
export function purchaseRows(customers: number, purchasesEach: number, mintedAt: Date): TableRows {
  return {
    into: `purchases (authorization_id, customer_id, card_id, amount_minor, currency, merchant_id, mcc, merchant_country, entry_mode,
      requested_at, resolution, resolution_origin, resolution_reasons, resolved_at)`,
    rows: ofEach(customers, (customer) => {
      const { customerId } = filledCustomer(customer);
      return Array.from({ length: purchasesEach }, (_, purchase) => {
        const daysBefore = 1 + (purchasesDays - 1) * share(customer, purchase);
        const at = new Date(mintedAt.getTime() - daysBefore * dayMs).toISOString();
        const minor = amountMinor(customer, purchase);
        const card = filledId(`earlier card ${purchase}`, customer, customer * cardsOfCustomer);
        return [
          ...[authorizationId(customer, purchase), customerId, card, minor, currency],
          ...[`MERCHANT${(customer + 37 * purchase) % merchants}`, '5942', 'DE', 'ecommerce'],
          ...[at, 'approved', 'assessment', '{}', at],
        ];
      });
    }),
  };
}

function* ofEach(
  count: number,
  rowsOf: (place: number) => readonly (readonly CopyValue[])[],
): Generator<readonly CopyValue[]> {
  for (let place = 0; place < count; place += 1) yield* rowsOf(place);
}

function openedBefore(mintedAt: Date): string {
  return new Date(mintedAt.getTime() - accountAgeDays * dayMs).toISOString();
}

function authorizationId(customer: number, purchase: number): string {
  return filledId(`authorization ${purchase}`, customer, customer * cardsOfCustomer);
}

function amountMinor(customer: number, purchase: number): number {
  return 1_000 + Math.floor(6_000 * share(purchase, customer));
}

/** From 0 to 1, evenly for whatever row of numbers: multiples of the golden ratio. */
function share(one: number, other: number): number {
  return (one * 0.618_033_988_749_895 + other * 0.754_877_666_246_693) % 1;
}
