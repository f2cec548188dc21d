import type { AuthorizationDecided, AuthorizationRequested, CustomerProfile } from '@mayfly/contracts';
import type { Snapshot } from '@mayfly/assessment';
import type { FeatureFacts } from '@mayfly/fraud-model';
import { earlierPurchase } from '../../../test/assessment/purchases';
import { newCustomer, newRequest, WorkerScene } from '../spec/worker-scene';
import { eventually } from '../../../test/support/eventually';

const hourMs = 60 * 60 * 1000;
const grantedMinor = 500_000;
let scene: WorkerScene;

beforeAll(async () => {
  scene = await WorkerScene.open();
  await scene.startWorker();
});

afterAll(async () => {
  await scene.close();
});

describe('an offer that goes with a decline', () => {
  it('R10: is approved when it is taken at once, whatever the customer has bought before, on the same card or a new one', async () => {
    const shoppers = Array.from({ length: 48 }, (_, number) => shopperOf(number));
    await scene.introduce(...shoppers.map(({ customer }) => customer));
    const past = shoppers.flatMap(pastOf);
    await scene.tell('authorization.resolved.v1', ...past);
    await recorded(past.length);

    const declined = await buy(shoppers.map(({ request }) => request));
    const next = shoppers.flatMap(({ request, number }) => {
      const smaller = declined.get(request.authorizationId)?.alternatives.find(isSmaller);
      if (smaller === undefined) return [];
      const onNewCard = newRequest(customerOf(request), held(smaller.amountMinor, request));
      return [number % 2 === 0 ? onNewCard : { ...onNewCard, card: request.card }];
    });
    expect(next.length).toBeGreaterThan(8);
    const taken = await buy(next);
    expect([...taken.values()].filter(({ outcome }) => outcome !== 'approved')).toEqual([]);
    // What the model was shown had the declined purchase in it, at the customer's and at the shop.
    const shown = await Promise.all(next.map(({ authorizationId }) => factsOf(authorizationId)));
    const declinedAt = new Map(shoppers.map(({ request }) => [request.customerId, request.requestedAt]));
    expect(shown.map(({ customer }) => customer.lastAtMs)).toEqual(
      next.map(({ customerId }) => Date.parse(declinedAt.get(customerId) ?? '')),
    );
    expect(Math.min(...shown.map(({ terminal }) => terminal.counts[0]))).toBeGreaterThan(0);
  });
});

interface Shopper {
  readonly number: number;
  readonly customer: CustomerProfile;
  readonly request: AuthorizationRequested;
}

/** Asks for more than 43 % of the income carries, at a shop of nobody else. */
function shopperOf(number: number): Shopper {
  const customer = newCustomer();
  const merchant = { id: `SHOP${number}`, name: 'A shop', mcc: '5942', country: 'DE' };
  const request = newRequest(customer, { merchant });
  return { number, customer, request: { ...request, ...held(114_000 + number * 1_000, request) } };
}

/** From no earlier purchases to eight, some at the same shop, over up to nine weeks. */
function pastOf({ number, request }: Shopper) {
  return Array.from({ length: number % 9 }, (_, index) =>
    earlierPurchase(request, (index * (number + 7) * 3 + 5) * hourMs, {
      amountMinor: 20_000 + ((number * 7 + index * 13) % 10) * 6_000,
      merchant: index % 3 === 0 ? request.merchant : { ...request.merchant, id: `OTHER${number}-${index}` },
      state: index % 4 === 3 ? 'declined' : 'approved',
    }),
  );
}

function held(
  amountMinor: number,
  { merchant }: AuthorizationRequested,
): Pick<AuthorizationRequested, 'amountMinor' | 'account' | 'merchant'> {
  const availableMinor = grantedMinor - amountMinor;
  return {
    amountMinor,
    merchant,
    account: { grantedMinor, availableMinor, heldMinor: amountMinor, owedMinor: 0 },
  };
}

function customerOf({ customerId }: AuthorizationRequested): CustomerProfile {
  return newCustomer({ customerId });
}

function isSmaller(
  alternative: AuthorizationDecided['alternatives'][number],
): alternative is Extract<typeof alternative, { kind: 'smaller_amount' }> {
  return alternative.kind === 'smaller_amount';
}

async function buy(requests: readonly AuthorizationRequested[]): Promise<Map<string, AuthorizationDecided>> {
  await scene.tell('authorization.requested.v1', ...requests);
  const decisions = await Promise.all(requests.map(({ authorizationId }) => scene.decision(authorizationId)));
  return new Map(decisions.map((decision) => [decision.authorizationId, decision]));
}

async function factsOf(authorizationId: string): Promise<FeatureFacts> {
  const { rows } = await scene.pool.query('select snapshot from decisions where authorization_id = $1', [
    authorizationId,
  ]);
  return (JSON.parse((rows[0] as { snapshot: string }).snapshot) as Snapshot).features;
}

async function recorded(purchases: number): Promise<void> {
  await eventually(async () => {
    const { rows } = await scene.pool.query('select 1 from purchases');
    if (rows.length < purchases) throw new Error('not recorded yet');
  });
}
