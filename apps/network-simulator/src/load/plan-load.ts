import { bookshop, type Merchant } from '../client/scene';
import type { SaidKind } from '../network/said';
import { playWorld, type Random } from '@mayfly/fraud-world';
import { steady, type Profile } from '../personas/personas';
import type { Flow, Plan, PlannedFlow, PlannedMessage, WeightedFlow } from './flow';

/** So long after a message its flow goes on. */
const followsAfterMs = 1_000;
/** More of a customer in an hour would look like theft to the assessment. */
const authorizationsOfACustomer = 10;
const asks = new Set<SaidKind>(['purchase', 'verification', 'single_message', 'increment']);
const grantedMinor = 10_000_000;
const smallestMinor = 500;
const largestMinor = 5_000;
/** Above every amount that a flow comes to. */
const capMinor = 10_000;
/** The attempts with wrong numbers are counted at each. */
const shops = 10_000;

/** The same numbers, the same load: flows drawn by weight, and when each message of them is sent. */
export function planLoad(timesMs: readonly number[], mix: readonly WeightedFlow[], numbers: Random): Plan {
  const drawn: WeightedFlow[] = [];
  const messages = inTurn(timesMs, () => {
    const flow = drawFlow(mix, numbers);
    drawn.push(flow);
    return flow;
  });
  const { customers, customerOf } = shareOut(
    drawn.map(({ profile = steady }) => profile),
    flowsOfACustomer(mix),
  );
  const flows = drawn.map((flow, place): PlannedFlow => ({
    ...flow,
    customer: customerOf[place] ?? 0,
    merchant: shop(place % shops),
    amountMinor: smallestMinor + numbers.below(largestMinor - smallestMinor),
    capMinor,
  }));
  return { customers: customers.map((profile) => ({ profile, grantedMinor })), flows, messages };
}

const purchasesOfAWorldCustomer = 4;
const fewestCustomers = 50;
const worldDays = 30;
const worldGrantedMinor = 500_000;

/** Purchases of the made-up world of customers, terminals and fraud, in its order, faster than they happened. */
export function planWorld(timesMs: readonly number[], seed: number): Plan {
  const customers = Math.max(fewestCustomers, Math.ceil(timesMs.length / purchasesOfAWorldCustomer));
  const terminals = 2 * customers;
  const places = new Map<number, number>();
  const flows: PlannedFlow[] = [];
  for (const { customerId, terminalId, amountMinor } of playWorld({
    seed,
    days: worldDays,
    customers,
    terminals,
  })) {
    if (flows.length === timesMs.length) break;
    const customer = places.get(customerId) ?? places.size;
    places.set(customerId, customer);
    const merchant = shop(terminalId);
    const messages = [{ kind: 'purchase', expect: 'decided' }] as const;
    flows.push({ name: 'purchase', messages, customer, merchant, amountMinor, capMinor: amountMinor });
  }
  return {
    customers: Array.from({ length: places.size }, () => ({
      profile: steady,
      grantedMinor: worldGrantedMinor,
    })),
    flows,
    messages: timesMs.slice(0, flows.length).map((dueMs, flow) => ({ dueMs, flow, place: 0 })),
  };
}

/** At each time the next message of a flow that may go on, or else the first of a new one. */
function inTurn(timesMs: readonly number[], begin: () => Flow): PlannedMessage[] {
  const open: { flow: number; place: number; fromMs: number; count: number }[] = [];
  let first = 0;
  let flows = 0;
  return timesMs.map((dueMs) => {
    const next = open[first];
    const goesOn = next !== undefined && next.fromMs <= dueMs;
    if (goesOn) first += 1;
    const { flow, place, count } = goesOn
      ? next
      : { flow: flows++, place: 0, count: begin().messages.length };
    if (place + 1 < count) open.push({ flow, place: place + 1, fromMs: dueMs + followsAfterMs, count });
    return { dueMs, flow, place };
  });
}

function drawFlow(mix: readonly WeightedFlow[], numbers: Random): WeightedFlow {
  let left = numbers.uniform() * mix.reduce((sum, { weight }) => sum + weight, 0);
  const drawn = mix.find(({ weight }) => (left -= weight) < 0) ?? mix.at(-1);
  if (drawn === undefined) throw new Error('a mix has flows');
  return drawn;
}

/** As many customers of each profile as its flows need, and whose each flow is; neighbours are of different customers. */
function shareOut(
  profiles: readonly Profile[],
  flowsEach: number,
): { customers: Profile[]; customerOf: number[] } {
  const customers: Profile[] = [];
  const customerOf: number[] = [];
  for (const profile of new Set(profiles)) {
    const places = [...profiles.keys()].filter((place) => profiles[place] === profile);
    const count = Math.ceil(places.length / flowsEach);
    for (const [nth, place] of places.entries()) customerOf[place] = customers.length + (nth % count);
    customers.push(...Array.from({ length: count }, () => profile));
  }
  return { customers, customerOf };
}

/** How many flows a customer can have without looking like a thief. */
function flowsOfACustomer(mix: readonly WeightedFlow[]): number {
  const most = Math.max(...mix.map(({ messages }) => messages.filter(({ kind }) => asks.has(kind)).length));
  return Math.floor(authorizationsOfACustomer / most);
}

function shop(number: number): Merchant {
  return { ...bookshop, id: `SHOP${String(number).padStart(6, '0')}` };
}
