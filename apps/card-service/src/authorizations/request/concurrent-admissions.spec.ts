import { cardDatabaseForTests } from '../../../spec/card-database';
import { moneyFaults } from '../../../spec/money-faults';
import { operator } from '../../../spec/callers';
import { eventually } from '../../../../../test/support/eventually';
import { CancelCard } from '../../cards/cancel-card';
import { ServiceMetrics } from '../../operation/service-metrics';

describe('two instances that admit at once', () => {
  const database = cardDatabaseForTests();
  // A long deadline: what is proved here is who may pass, not how long the others wait.
  const patient = { decisionDeadlineMs: 60_000 };
  const instances = [database.instance(patient), database.instance(patient)] as const;

  const instanceFor = (index: number) => instances[index % 2 === 0 ? 0 : 1];

  it('R1: of 1,000 concurrent authorizations on one card one is pending', async () => {
    const { customerId } = await instances[0].customer();
    const card = await instances[0].card(customerId);
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => instanceFor(index).admission(card)),
    );
    const outcomes = answers.map(({ answer }) =>
      'reason' in answer ? (answer.reason ?? 'pending') : answer.outcome,
    );
    expect(outcomes.filter((outcome) => outcome === 'pending')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'card_busy')).toHaveLength(999);
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  it('R8: of 200 cards on an account with purchase power for 7 purchases 7 are pending', async () => {
    const { customerId } = await instances[0].customer(7_999);
    const cards = await Promise.all(
      Array.from({ length: 200 }, (_, index) => instanceFor(index).card(customerId)),
    );
    const answers = await Promise.all(cards.map((card, index) => instanceFor(index).admission(card)));
    const reasons = answers.map(({ answer }) =>
      'reason' in answer ? (answer.reason ?? 'pending') : answer.outcome,
    );
    expect(reasons.filter((reason) => reason === 'pending')).toHaveLength(7);
    expect(reasons.filter((reason) => reason === 'purchase_power_insufficient')).toHaveLength(193);
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  it('admits or refuses what waits of one account in one statement, each purchase on a card of its own', async () => {
    const [instance] = instances;
    const { customerId } = await instance.customer(15_999);
    const cards = await Promise.all(Array.from({ length: 22 }, () => instance.card(customerId)));
    const ran = jest.spyOn(instance.get(ServiceMetrics), 'batchRan');
    // The last but one is small enough for what is left.
    const amount = (place: number) => (place === 20 ? { amountMinor: 999n } : {});
    const answers = await Promise.all(cards.map((card, place) => instance.admission(card, amount(place))));
    const sizes = ran.mock.calls.map(([, members]) => members);
    ran.mockRestore();
    const reasons = answers.map(({ answer }) => ('reason' in answer ? answer.reason : answer.outcome));
    const refused = 'purchase_power_insufficient';
    expect(reasons.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => null));
    expect(reasons.slice(15)).toEqual([refused, refused, refused, refused, refused, null, refused]);
    expect(sizes).toEqual([22, 1]);
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  it.each([
    ['cards', 'id'],
    ['accounts', 'customer_id'],
  ] as const)('is done with %s that somebody else changes while it waits for them', async (table, column) => {
    const [instance] = instances;
    const cards = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const { customerId } = await instance.customer();
        return { card: await instance.card(customerId), customerId };
      }),
    );
    const holder = await database.pool.connect();
    await holder.query('begin');
    const changed = cards.map(({ card, customerId }) => (table === 'cards' ? card.cardId : customerId));
    await holder.query(`update ${table} set version = version + 10 where ${column} = any ($1)`, [changed]);
    const admissions = cards.map(({ card }) => instance.admission(card));
    await eventually(async () => {
      const { rows } = await database.pool.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      expect(rows).toHaveLength(1);
    }).finally(async () => {
      await holder.query('commit');
      holder.release();
    });
    const outcomes = (await Promise.all(admissions)).map(({ answer }) => answer.outcome);
    expect(outcomes).toEqual(['pending', 'pending', 'pending']);
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  it('admits one of two messages that race under the same key on different accounts, and never deadlocks', async () => {
    const cards = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const { customerId } = await instances[0].customer();
        return instances[0].card(customerId);
      }),
    );
    // Pairs of cards share a key; the two instances meet them in opposite order.
    const key = (index: number) => ({ terminalId: `race-${Math.floor(index / 2)}`, stan: '000001' });
    const forth = cards.map((card, index) => ({ card, part: key(index) }));
    const [even, odd] = [
      forth.filter((_, index) => index % 2 === 0),
      forth.filter((_, index) => index % 2 === 1),
    ];
    const answers = await Promise.all([
      ...even.map(({ card, part }) => instances[0].admission(card, part)),
      ...odd.reverse().map(({ card, part }) => instances[1].admission(card, part)),
    ]);
    const outcomes = answers.map(({ answer }) => answer.outcome);
    expect(outcomes.filter((outcome) => outcome === 'pending')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(20);
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  it('lets either a cancellation or a purchase have an open card, never both', async () => {
    const { customerId } = await instances[0].customer();
    const cards = await Promise.all(Array.from({ length: 30 }, () => instances[0].card(customerId)));
    for (const card of cards) {
      const [{ answer }, cancellation] = await Promise.all([
        instances[0].admission(card),
        instances[1]
          .get(CancelCard)
          .execute(card.cardId, operator, undefined)
          .then(
            () => 'cancelled',
            () => 'refused',
          ),
      ]);
      const purchase = 'reason' in answer ? (answer.reason ?? 'pending') : answer.outcome;
      expect(['card_cancelled/cancelled', 'pending/refused']).toContain(`${purchase}/${cancellation}`);
    }
    expect(await moneyFaults(database.pool)).toEqual([]);
  });
});
