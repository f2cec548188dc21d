import fc from 'fast-check';
import { cardsOfAccount, commands } from '../../spec/account-commands';
import type { Model, Real } from '../../spec/account-model';
import { cardDatabaseForTests } from '../../spec/card-database';
import { moneyFaults } from '../../spec/money-faults';

const granted = 3_000n;

describe('an account with one-time cards, against a model of its rules', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 60_000 });

  async function agreeWith(model: Model, { accountId, cards }: Real): Promise<void> {
    const { rows: accounts } = await database.pool.query(
      `select available_minor, owed_minor, granted_minor - available_minor - owed_minor as held_minor,
        frozen_at is not null as frozen from accounts where id = $1`,
      [accountId],
    );
    expect(accounts).toEqual([
      {
        available_minor: model.availableMinor,
        owed_minor: model.owedMinor,
        held_minor: granted - model.availableMinor - model.owedMinor,
        frozen: model.frozen,
      },
    ]);
    const { rows: states } = await database.pool.query(
      `select c.state, a.state as purchase from unnest($1::uuid[], $2::uuid[]) with ordinality as m (card_id, purchase_id, place)
      join cards c on c.id = m.card_id left join authorizations a on a.id = m.purchase_id order by m.place`,
      [
        cards.map(({ minted }) => minted.cardId),
        cards.map(({ authorization }) => authorization?.authorizationId ?? null),
      ],
    );
    expect(states).toEqual(
      model.cards.map(({ state, purchase }) => ({ state, purchase: purchase?.state ?? null })),
    );
  }

  it('R1, R9, R13: whatever comes, states and balances are those of the tables, a frozen account admits nothing, and the books are right', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const { customerId, account } = await customerWithAccount();
        const minted = await Promise.all(
          Array.from({ length: cardsOfAccount }, () => cardService.card(customerId)),
        );
        const real: Real = {
          cardService,
          customerId,
          accountId: account,
          cards: minted.map((one) => ({ minted: one })),
        };
        const model: Model = {
          availableMinor: granted,
          owedMinor: 0n,
          frozen: false,
          cards: minted.map(() => ({
            state: 'open',
            mismatches: 0,
            senderMismatches: 0,
            purchase: undefined,
          })),
        };
        await fc.asyncModelRun(() => ({ model, real }), sequence);
        await agreeWith(model, real);
        expect(await moneyFaults(database.pool)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  async function customerWithAccount() {
    const { customerId } = await cardService.customer(Number(granted));
    const { rows } = await database.pool.query<{ id: string }>(
      'select id from accounts where customer_id = $1',
      [customerId],
    );
    return { customerId, account: rows[0]?.id ?? '' };
  }
});
