import { createWireCutter, type WireCutter } from '../../../../../libs/postgres/spec/wire-cutter';
import { cardDatabaseForTests, type CardDatabase } from '../../../spec/card-database';
import { eventually } from '../../../../../test/support/eventually';
import { moneyFaults } from '../../../spec/money-faults';
import { CardServiceUnderTest } from '../../../spec/card-service-under-test';
import { purchase } from '../../../spec/purchases';
import { RequestAuthorization } from '../request/request-authorization';
import { IntakeUnavailable } from './intake-unavailable';
import { AwaitResolution } from './await-resolution';
import { SweepOverdueAuthorizations } from './sweep-overdue-authorizations';

describe('a request while PostgreSQL is away', () => {
  const database = cardDatabaseForTests();
  const cardService = database.instance({ decisionDeadlineMs: 10_000 });
  afterEach(async () => {
    expect(await moneyFaults(database.pool)).toEqual([]);
  });

  async function freshCard() {
    const { customerId } = await cardService.customer();
    return cardService.card(customerId);
  }

  it('says unavailable, at once, when PostgreSQL is away', async () => {
    const card = await freshCard();
    const cut = await CardServiceUnderTest.on('postgres://nobody@127.0.0.1:1/nothing');
    await expect(cut.get(RequestAuthorization).execute(purchase(card))).rejects.toThrow(IntakeUnavailable);
    expect(cut.get(AwaitResolution).waiting).toBe(0);
    await cut.stop();
  });

  it('runs nothing twice when the connection is lost on the way: the repeat finds what there is', async () => {
    const message = purchase(await freshCard(), { kind: 'verification', amountMinor: 0n });
    const { rows: cards } = await database.pool.query<{ account_id: string }>(
      'select account_id from cards order by minted_at desc limit 1',
    );
    const holder = await database.pool.connect();
    await holder.query('begin');
    await holder.query('select from accounts where id = $1 for update', [cards[0]?.account_id]);
    const answer = cardService.get(RequestAuthorization).execute(message);
    const lost = expect(answer).rejects.toThrow(IntakeUnavailable);
    await untilKilled(database);
    await lost;
    await holder.query('rollback');
    holder.release();
    expect(await cardService.get(RequestAuthorization).execute(message)).toMatchObject({ state: 'verified' });
    const { rows } = await database.pool.query(
      'select id from authorizations where stan = $1 and terminal_id = $2',
      [message.stan, message.terminalId],
    );
    expect(rows).toHaveLength(1);
  });

  describe('over a line to PostgreSQL that breaks', () => {
    let line: WireCutter;
    let far: CardServiceUnderTest;

    beforeEach(async () => {
      line = await createWireCutter(database.url);
      far = await CardServiceUnderTest.on(line.url, { decisionDeadlineMs: 600 });
    });
    afterEach(async () => {
      await far.stop();
      await line.close();
    });

    it('knows its own authorization again when only the answer to its commit was lost', async () => {
      const message = purchase(await freshCard());
      line.cutAt('request-authorization', 'after');
      const answer = far.get(RequestAuthorization).execute(message);
      await until(() => far.get(AwaitResolution).waiting === 1);
      expect(await answer).toMatchObject({ state: 'timed_out', cardId: expect.any(String) as string });
      expect(await cardService.get(RequestAuthorization).execute(message)).toEqual(await answer);
    });

    it('ends the authorization a little late when the line is back soon after the deadline', async () => {
      const message = purchase(await freshCard());
      const answer = far.get(RequestAuthorization).execute(message);
      await isPending(message);
      await line.turnAway(3);
      expect(await answer).toMatchObject({ state: 'timed_out' });
    });

    it('says unavailable when it stays away; the sweeper of another instance ends the authorization', async () => {
      const message = purchase(await freshCard());
      const answer = far.get(RequestAuthorization).execute(message);
      const lost = expect(answer).rejects.toThrow(IntakeUnavailable);
      await isPending(message);
      await line.refuse();
      await lost;
      await line.accept();
      // The session of the broken line may hold its locks a little longer: then it is for a later sweep.
      await eventually(async () => {
        await cardService.get(SweepOverdueAuthorizations).sweep();
        const { rows } = await database.pool.query(`select from authorizations where state = 'pending'`);
        expect(rows).toHaveLength(0);
      });
      expect(await cardService.get(RequestAuthorization).execute(message)).toMatchObject({
        state: 'timed_out',
      });
    });

    async function isPending({ terminalId, stan }: { terminalId: string; stan: string }): Promise<void> {
      for (;;) {
        const { rows } = await database.pool.query(
          `select from authorizations where terminal_id = $1 and stan = $2 and state = 'pending'`,
          [terminalId, stan],
        );
        if (rows.length === 1) break;
      }
      // Committed is not yet answered: what is asked next over the same line comes back after that answer.
      await far.pool.query('select 1');
    }
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** Kills the statement that waits for a lock, as a crash of its backend would. */
async function untilKilled({ pool }: CardDatabase): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}
