import fc from 'fast-check';
import { cardDatabaseForTests } from '../../spec/card-database';
import { moneyFaults } from '../../spec/money-faults';
import { outboxEvents } from '../../spec/outbox-events';
import { cardsOfAccount, commands, standInMinor, type RealAccount } from '../../spec/purchase-commands';
import { capMinor, heldOf, PurchaseModel } from '../../spec/purchase-model';

/** `MODEL_RUNS=1000 npx jest authorizations/movements.model` tries as many sequences. */
const runs = Number(process.env['MODEL_RUNS'] ?? 40);
const granted = 6_000n;

describe('all that networks may say of the purchases of an account, against a model of what is held', () => {
  jest.setTimeout(1_200_000);
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });
  const lenient = database.instance({ standInMinor });

  async function agree(model: PurchaseModel, real: RealAccount, customerId: string): Promise<void> {
    const { rows: accounts } = await database.pool.query(
      'select available_minor, held_minor, owed_minor, payable_minor from accounts where customer_id = $1',
      [customerId],
    );
    expect(accounts).toEqual([
      {
        available_minor: model.availableMinor,
        held_minor: model.heldMinor,
        owed_minor: model.owedMinor,
        payable_minor: model.payableMinor,
      },
    ]);
    const { rows: purchases } = await database.pool.query(
      `select a.state, h.held_minor, a.cleared_minor, a.refunded_minor
      from unnest($1::uuid[]) with ordinality as m (id, place)
      join authorizations a using (id) join holds h on h.authorization_id = a.id order by m.place`,
      [real.purchases.map(({ authorizationId }) => authorizationId)],
    );
    expect(purchases).toEqual(
      model.purchases.map((purchase) => ({
        state: purchase.state,
        held_minor: heldOf(purchase),
        cleared_minor: purchase.clearedMinor,
        refunded_minor: purchase.refundedMinor,
      })),
    );
    const { rows: cards } = await database.pool.query(
      `select state, committed_minor from unnest($1::uuid[]) with ordinality as m (id, place)
      join cards using (id) order by place`,
      [real.cards.map(({ cardId }) => cardId)],
    );
    expect(cards).toEqual(
      model.cards.map(({ state, committedMinor }) => ({ state, committed_minor: committedMinor })),
    );
  }

  it('held = authorized − released − captured for every purchase, whatever comes in whatever order and twice, and the books are right', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const { customerId } = await cardService.customer(Number(granted));
        const uses = Array.from({ length: cardsOfAccount }, (_, place) =>
          place === cardsOfAccount - 1 ? ('split' as const) : ('single' as const),
        );
        const cards = await Promise.all(
          uses.map((use) => cardService.card(customerId, { capMinor: Number(capMinor), uses: use })),
        );
        const real: RealAccount = { cardService, lenient, cards, purchases: [] };
        const model = new PurchaseModel(
          granted,
          uses.map((use) => ({ uses: use, state: 'open', committedMinor: 0n })),
        );
        await fc.asyncModelRun(() => ({ model, real }), sequence);
        await agree(model, real, customerId);
        expect(await moneyFaults(database.pool)).toEqual([]);
        await outboxEvents(database.pool, customerId);
      }),
      // Shrinking what fails ends in time to be read.
      { numRuns: runs, interruptAfterTimeLimit: 60_000 + runs * 500, markInterruptAsFailure: true },
    );
  });
});
