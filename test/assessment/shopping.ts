import type { AuthorizationDecided, AuthorizationRequested, CustomerProfile } from '@mayfly/contracts';
import { playWorld, Random, type WorldPurchase } from '@mayfly/fraud-world';
import { v7 as uuidv7 } from 'uuid';
import { bookPurchase } from './purchases';
import { shoppers } from './shoppers';

/** A purchase, and whether it is fraud, which only a report can tell. */
export interface Bought {
  readonly request: AuthorizationRequested;
  readonly fraud: boolean;
}

const grantedMinor = 500_000;
/** World amounts are 5 to 100 EUR in the mean: with this, some are more than a customer can carry. */
const amountTimes = 2;
/** Of a customer, in days: enough for reports to come and be looked back at. */
const days = 24;
const purchasesPerCustomerAndDay = 2;

/**
 * Customers of all kinds shop for some weeks in the world of fraud that the models were trained on. Accounts are kept as the
 * card service would: what is bought is held, and owed when it was approved; whoever owes a fifth of the granted pays it back.
 */
export class Shopping {
  readonly customers: readonly CustomerProfile[];
  readonly #random: Random;
  readonly #owed: number[];
  readonly #held: number[];
  readonly #placeOf = new Map<string, number>();

  constructor(
    readonly seed: number,
    readonly purchases: number,
  ) {
    this.#random = new Random(seed, 'shopping');
    // The accounts cannot hold everything that customers of the world want.
    const customers = Math.max(30, Math.ceil((1.2 * purchases) / (days * purchasesPerCustomerAndDay)));
    this.customers = shoppers(customers, this.#random);
    this.#owed = Array<number>(customers).fill(0);
    this.#held = Array<number>(customers).fill(0);
  }

  /** The purchases in order of time, so many at a time; tell {@link settle} of their decisions before the next. */
  *batches(members: number): Generator<Bought[]> {
    // Fewer, and many customers have none within their reach.
    const terminals = Math.max(1_000, 2 * this.customers.length);
    const size = { days, customers: this.customers.length, terminals };
    let batch: Bought[] = [];
    let left = this.purchases;
    for (const wanted of playWorld({ seed: this.seed, ...size })) {
      const bought = this.#buy(wanted);
      if (bought === undefined) continue;
      batch.push(bought);
      left -= 1;
      if (batch.length === members || left === 0) {
        yield batch;
        batch = [];
      }
      if (left === 0) return;
    }
  }

  /** What is decided is no longer held; what was approved is owed. Gives what the customers then pay back. */
  settle(
    batch: readonly Bought[],
    decisions: ReadonlyMap<string, AuthorizationDecided>,
  ): Map<string, number> {
    const repaid = new Map<string, number>();
    for (const { request } of batch) {
      const { customerId, amountMinor } = request;
      const place = this.#placeOf.get(customerId) ?? -1;
      this.#held[place] = (this.#held[place] ?? 0) - amountMinor;
      if (decisions.get(request.authorizationId)?.outcome !== 'approved') continue;
      const owed = (this.#owed[place] ?? 0) + amountMinor;
      const pays = 5 * owed > grantedMinor;
      if (pays) repaid.set(customerId, owed);
      this.#owed[place] = pays ? 0 : owed;
    }
    return repaid;
  }

  #buy({ customerId: place, terminalId, atMs, amountMinor, fraud }: WorldPurchase): Bought | undefined {
    const customer = this.customers[place];
    const held = (this.#held[place] ?? 0) + amountTimes * amountMinor;
    const owed = this.#owed[place] ?? 0;
    // Intake would have declined it, and no assessment seen it.
    if (customer === undefined || held + owed > grantedMinor) return undefined;
    this.#held[place] = held;
    this.#placeOf.set(customer.customerId, place);
    const account = {
      grantedMinor,
      heldMinor: held,
      owedMinor: owed,
      availableMinor: grantedMinor - held - owed,
    };
    const request: AuthorizationRequested = {
      ...bookPurchase,
      authorizationId: uuidv7(),
      customerId: customer.customerId,
      accountId: customer.customerId,
      card: { ...bookPurchase.card, cardId: uuidv7() },
      amountMinor: amountTimes * amountMinor,
      merchant: merchantOf(terminalId),
      entryMode: this.#random.uniform() < 0.02 ? 'manual' : 'ecommerce',
      requestedAt: new Date(atMs).toISOString(),
      deadlineAt: '2999-01-01T00:00:00.000Z',
      cardMismatches: this.#random.uniform() < 0.02 ? 1 : 0,
      profileVersion: customer.version,
      account,
    };
    return { request, fraud: fraud > 0 };
  }
}

/** Most are bookshops at home; some are casinos, jewellers, or far away. */
function merchantOf(terminalId: number): AuthorizationRequested['merchant'] {
  const mcc = terminalId % 60 === 0 ? '7995' : terminalId % 40 === 0 ? '5944' : '5942';
  const country = terminalId % 50 === 0 ? 'KP' : terminalId % 30 === 0 ? 'SE' : 'DE';
  return { id: `SHOP${terminalId}`, name: `Shop ${terminalId}`, mcc, country };
}
