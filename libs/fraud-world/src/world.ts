import { Compromises } from './compromises';
import { settle, type WorldCustomer } from './places';
import { Random } from './random';

/** A purchase in the world, and whether it is fraud, which the world knows and a lender learns later. */
export interface WorldPurchase {
  /** Counts up from 0 in order of time. */
  readonly id: number;
  /** Day of the world, from 0. */
  readonly day: number;
  /** In ms since 1970 UTC, whole seconds. */
  readonly atMs: number;
  readonly customerId: number;
  readonly terminalId: number;
  readonly amountMinor: number;
  /** 0 for good, else which of the three frauds: a large amount, a compromised terminal, a compromised customer. */
  readonly fraud: 0 | 1 | 2 | 3;
}

/** How large a world is, and which one. */
export interface WorldSize {
  /** A whole number; each names another world. */
  readonly seed: number;
  readonly days: number;
  readonly customers: number;
  readonly terminals: number;
}

/** The size that the handbook describes. */
export const handbookSize = { days: 183, customers: 5_000, terminals: 10_000 } as const;

/** Midnight UTC at which every world begins. */
export const worldBeginsAtMs = Date.UTC(2018, 3, 1);

const daySeconds = 86_400;
const noonSeconds = 43_200;
const timeDeviationSeconds = 20_000;
const largeMinor = 22_000;

/**
 * The world that the Fraud Detection Handbook describes in chapter 3, day by day, purchases in order of time. Written from
 * the description only; where that leaves a choice, a purchase outside its day is dropped and an amount is drawn until it is
 * positive.
 */
export function* playWorld({ seed, days, customers, terminals }: WorldSize): Generator<WorldPurchase> {
  const population = settle(new Random(seed, 'places'), customers, terminals);
  const random = new Random(seed, 'purchases');
  const compromises = new Compromises(new Random(seed, 'compromises'), customers, terminals);
  let id = 0;
  for (let day = 0; day < days; day++) {
    compromises.begin(day);
    const drawn = population.flatMap((customer) => purchasesOf(customer, random));
    for (const purchase of inOrderOfTime(drawn)) yield outcome(purchase, id++, day, compromises, random);
  }
}

interface Drawn {
  /** Since midnight. */
  readonly second: number;
  readonly customerId: number;
  readonly terminalId: number;
  readonly amountMinor: number;
}

function purchasesOf(customer: WorldCustomer, random: Random): Drawn[] {
  if (customer.terminals.length === 0) return [];
  const purchases: Drawn[] = [];
  for (let left = random.poisson(customer.dailyRate); left > 0; left--) {
    const second = Math.floor(random.normal(noonSeconds, timeDeviationSeconds));
    const terminalId = customer.terminals[random.below(customer.terminals.length)];
    const amountMinor = amountOf(customer, random);
    if (second < 0 || second >= daySeconds || terminalId === undefined) continue;
    purchases.push({ second, customerId: customer.id, terminalId, amountMinor });
  }
  return purchases;
}

/** Sorts numbers, second and position packed into one, because a world sorts millions. */
function* inOrderOfTime(drawn: readonly Drawn[]): Generator<Drawn> {
  const keys = Float64Array.from(drawn, ({ second }, position) => second * drawn.length + position).sort();
  for (const key of keys) {
    const purchase = drawn[key % drawn.length];
    if (purchase !== undefined) yield purchase;
  }
}

function amountOf({ meanAmount }: WorldCustomer, random: Random): number {
  for (;;) {
    const amountMinor = Math.round(100 * random.normal(meanAmount, meanAmount / 2));
    if (amountMinor > 0) return amountMinor;
  }
}

/** Where several frauds meet, the last of the handbook's list names it. */
function outcome(
  { second, customerId, terminalId, amountMinor }: Drawn,
  id: number,
  day: number,
  compromises: Compromises,
  random: Random,
): WorldPurchase {
  const atMs = worldBeginsAtMs + (day * daySeconds + second) * 1_000;
  if (compromises.isCustomer(customerId, day) && random.uniform() < 1 / 3) {
    return { id, day, atMs, customerId, terminalId, amountMinor: 5 * amountMinor, fraud: 3 };
  }
  if (compromises.isTerminal(terminalId, day)) {
    return { id, day, atMs, customerId, terminalId, amountMinor, fraud: 2 };
  }
  return { id, day, atMs, customerId, terminalId, amountMinor, fraud: amountMinor > largeMinor ? 1 : 0 };
}
