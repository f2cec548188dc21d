import type { Customer, MintedCard, Scene } from '../apps/network-simulator/src/client/scene';
import { steady } from '../apps/network-simulator/src/personas/personas';
import { RunningMayfly } from './support/running-mayfly';

/** Long enough that a busy machine takes most of a crowd in time, and short enough that nobody's call breaks off. */
const patience = { DECISION_DEADLINE_MS: '6000' };
/** Not taken in time: the network may repeat the message. */
const tryAgain = 503;

describe('a crowd at two card services', () => {
  let mayfly: RunningMayfly;
  let scenes: readonly Scene[];

  beforeAll(async () => {
    mayfly = await RunningMayfly.start({ cardServices: 2, env: patience });
    scenes = await Promise.all([mayfly.stage(0), mayfly.stage(1)]);
  }, 90_000);

  afterAll(() => mayfly.stop(), 30_000);

  it('R1: of 1,000 concurrent authorizations on one card exactly one is approved', async () => {
    const [customer, [card]] = await customerWithCards(50_000, 1);
    const answers = await authorizeAtOnce(Array.from({ length: 1_000 }, () => card));
    expect(answers.filter((de39) => de39 === '00')).toHaveLength(1);
    for (const de39 of new Set(answers)) expect(['00', '46', '65', tryAgain]).toContain(de39);
    await expectAccount(customer, { availableMinor: 49_000, heldMinor: 1_000 });
  }, 60_000);

  it('R8: of 200 cards on an account with purchase power for 7 purchases exactly 7 are approved', async () => {
    const [customer, cards] = await customerWithCards(7_000, 200);
    const answers = await authorizeAtOnce(cards);
    expect(answers.filter((de39) => de39 === '00')).toHaveLength(7);
    for (const de39 of new Set(answers)) expect(['00', '51', tryAgain]).toContain(de39);
    await expectAccount(customer, { availableMinor: 0, heldMinor: 7_000 });
  }, 60_000);

  it('leaves nothing behind that breaks an invariant', async () => {
    expect(await mayfly.violations()).toEqual([]);
  }, 90_000);

  async function customerWithCards(grantedMinor: number, count: number): Promise<[Customer, MintedCard[]]> {
    const scene = stageOf(0);
    const customer = await scene.customer(steady, grantedMinor);
    const minting = Array.from({ length: count }, () => scene.mint(customer, { capMinor: 6_000 }));
    return [customer, await Promise.all(minting)];
  }

  /** 10.00 EUR on each card, all at the same time, at both services by turns; the DE39 of each answer. */
  async function authorizeAtOnce(cards: readonly (MintedCard | undefined)[]): Promise<unknown[]> {
    const answers = await Promise.all(
      cards.map((card, index) => {
        if (card === undefined) throw new Error('no card was minted');
        const scene = stageOf(index);
        const stan = String(index).padStart(6, '0');
        const message = scene.purchase(card, 1_000, { stan });
        // As a network does when no answer comes: it repeats the message and gets the stored one.
        return scene.authorize(message).catch(() => scene.authorize(message));
      }),
    );
    return answers.map(({ status, body }) => body['de39'] ?? status);
  }

  async function expectAccount(
    customer: Customer,
    balances: Readonly<Record<string, number>>,
  ): Promise<void> {
    const { body } = await customer.api.get(`/v1/customers/${customer.customerId}`);
    expect(body['account']).toMatchObject({ ...balances, owedMinor: 0 });
  }

  function stageOf(index: number): Scene {
    const scene = scenes[index % scenes.length];
    if (scene === undefined) throw new Error('no stage is open');
    return scene;
  }
});
