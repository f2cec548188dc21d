import { join } from 'node:path';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { outboxMigrations } from '@mayfly/messaging';
import { createPool, type Pool } from '@mayfly/postgres';
import { checkTables } from './check-tables';

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const toleranceMs = 1000;

/** A customer with an approved purchase of 40.00 on the card 3, as the card service writes it. */
const soundSystem = `
  insert into customers (id, country) values ('${id(1)}', 'DE');
  insert into accounts (id, customer_id, currency, granted_minor, available_minor, held_minor, owed_minor)
    values ('${id(2)}', '${id(1)}', 'EUR', 10000, 6000, 4000, 0);
  insert into cards (id, account_id, customer_id, state, cap_minor, currency, valid_until, expiry, number_hash,
                     number_ciphertext, vault_key_id, iin, last_four, committed_minor)
    values ('${id(3)}', '${id(2)}', '${id(1)}', 'used', 5000, 'EUR', now() + interval '1 day', '3012', 'a', null, 'k', '99990000', '0001', 4000);
  insert into authorizations (id, account_id, customer_id, card_id, network_id, kind, state, origin, amount_minor, currency,
                              merchant_id, merchant_name, mcc, merchant_country, entry_mode, acquirer_id, terminal_id, stan,
                              transmitted_at, decision_id, deadline_at, resolved_at)
    values ('${id(4)}', '${id(2)}', '${id(1)}', '${id(3)}', '${id(9)}', 'purchase', 'approved', 'assessment', 4000, 'EUR',
            'M', 'M', '5942', 'DE', 'ecommerce', '1', '1', '000001', now(), '${id(5)}', now(), now());
  insert into holds (id, account_id, customer_id, authorization_id, amount_minor, currency, expires_at)
    values ('${id(6)}', '${id(2)}', '${id(1)}', '${id(4)}', 4000, 'EUR', now() + interval '7 days');
  insert into ledger_legs (transaction_id, account_id, ledger_account, amount_minor, kind) values
    ('${id(7)}', '${id(2)}', 'granted', -10000, 'grant'), ('${id(7)}', '${id(2)}', 'available', 10000, 'grant'),
    ('${id(8)}', '${id(2)}', 'available', -4000, 'hold'), ('${id(8)}', '${id(2)}', 'held', 4000, 'hold');`;

/** A report of fraud on the purchase; what becomes of it is another matter. */
const reported = `
  insert into fraud_reports (id, authorization_id, account_id, customer_id, card_id, channel, reported_by, reported_at)
    values ('${id(10)}', '${id(4)}', '${id(2)}', '${id(1)}', '${id(3)}', 'customer', '${id(11)}', now());`;

describe('audit of the tables', () => {
  let database: DisposableDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await disposableDatabase(
      process.env['TEST_POSTGRES_URL'] ?? '',
      outboxMigrations,
      join(__dirname, '../../../card-service/migrations'),
    );
    pool = createPool(database.url, { max: 1, applicationName: 'audit spec' });
    await pool.query(soundSystem);
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  /** Breaks the system inside a transaction that is rolled back, and tells which invariants the audit calls broken. */
  async function brokenAfter(sabotage: string): Promise<Record<string, readonly string[]>> {
    await pool.query('begin');
    try {
      await pool.query(sabotage);
      const findings = await checkTables(pool, toleranceMs);
      return Object.fromEntries(
        findings.filter(({ violations }) => violations.length > 0).map((f) => [f.invariant, f.violations]),
      );
    } finally {
      await pool.query('rollback');
    }
  }

  it('finds nothing in a sound system', async () => {
    expect(await brokenAfter('select 1')).toEqual({});
  });

  it.each([
    [
      '1 single use',
      `drop index one_live_authorization_per_card;
       insert into authorizations select (jsonb_populate_record(a, jsonb_build_object('id', '${id(44)}', 'stan', '000002'))).* from authorizations a`,
      `card ${id(3)} has 2 live authorizations`,
    ],
    [
      '2 conservation',
      `alter table accounts drop constraint balances_add_up; update accounts set available_minor = 6001`,
      `account ${id(2)}: 6001 available + 4000 held + 0 owed is not 10000 granted`,
    ],
    [
      '3 hold and authorization',
      `update holds set state = 'captured', captured_minor = 4000, ended_at = now()`,
      `authorization ${id(4)} is approved and its hold is captured`,
    ],
    [
      '3 receipt for each release',
      `update authorizations set state = 'reversed'; update holds set state = 'released', released_minor = 4000, cause = 'reversed', ended_at = now()`,
      `hold ${id(6)} released 4000, its receipts say 0`,
    ],
    [
      '4 one decision',
      `insert into unapplied_decisions (decision_id, authorization_id, customer_id, outcome, cause, event)
         values ('${id(5)}', '${id(4)}', '${id(1)}', 'declined', 'conflict', '{}')`,
      `decision ${id(5)} is applied and kept as conflict`,
    ],
    [
      '9 card follows its authorizations',
      `update cards set state = 'open'`,
      `card ${id(3)} is open, its authorizations are approved`,
    ],
    [
      '12 balances rebuilt from the ledger',
      `delete from ledger_legs where kind = 'hold'`,
      `account ${id(2)}: the ledger says available 10000, held 0, owed 0, payable 0`,
    ],
    [
      '13 nothing held while frozen',
      `${reported} update accounts set frozen_at = now() - interval '1 hour', freeze_report_id = '${id(10)}'`,
      `hold ${id(6)} was placed while account ${id(2)} was frozen`,
    ],
    [
      '13 nothing held while frozen',
      `${reported} insert into lifted_freezes (report_id, account_id, customer_id, frozen_at, lifted_at, lifted_by)
         values ('${id(10)}', '${id(2)}', '${id(1)}', now() - interval '1 hour', now() + interval '1 hour', '${id(11)}')`,
      `hold ${id(6)} was placed while account ${id(2)} was frozen`,
    ],
    [
      '14 no number of an ended card',
      `update cards set number_ciphertext = 'b', minted_at = '2026-01-01T00:00:00Z'`,
      `card ${id(3)} is used, minted at 2026-01-01 00:00:00+00, and its number can still be read`,
    ],
    [
      '15 nothing set aside',
      `insert into set_aside (kind, id, reason, since, try_again_at)
         values ('expired_hold', '${id(4)}', 'a check failed', '2026-01-01T00:00:00Z', now())`,
      `expired_hold ${id(4)} is set aside since 2026-01-01 00:00:00+00: a check failed`,
    ],
    [
      '1 single use',
      'update authorizations set single_use = false',
      `authorization ${id(4)} is bound to no single use, and nothing says why`,
    ],
    [
      '2 conservation',
      'update accounts set available_minor = -1, owed_minor = 6001',
      `account ${id(2)} is overdrawn by 1, and no message says why`,
    ],
    [
      '16 movements add up',
      'update holds set amount_minor = 4001',
      `authorization ${id(4)}: hold of 4001 with 0 captured, cleared 0, refunded 0; its messages say 4000, 0, 0, 0`,
    ],
    [
      '16 movements add up',
      'update authorizations set cleared_minor = 7, refunded_minor = 3',
      `authorization ${id(4)}: hold of 4000 with 0 captured, cleared 7, refunded 3; its messages say 4000, 0, 0, 0`,
    ],
    [
      '17 cards within their caps',
      'update cards set committed_minor = 4001',
      `card ${id(3)} is committed to 4001, its authorizations to 4000`,
    ],
    [
      '17 cards within their caps',
      'update cards set cap_minor = 3999',
      `card ${id(3)} is committed to 4000, above its cap of 3999, and no message says why`,
    ],
  ])('names the rows that break %s', async (invariant, sabotage, violation) => {
    expect((await brokenAfter(sabotage))[invariant]).toContain(violation);
  });

  it('lets a hold be older than the freeze, or younger than its end', async () => {
    const freezeAfter = `${reported} update accounts set frozen_at = now() + interval '1 hour', freeze_report_id = '${id(10)}'`;
    expect(await brokenAfter(freezeAfter)).toEqual({});
    const freezeBefore = `${reported} insert into lifted_freezes (report_id, account_id, customer_id, frozen_at, lifted_at, lifted_by)
      values ('${id(10)}', '${id(2)}', '${id(1)}', now() - interval '2 hours', now() - interval '1 hour', '${id(11)}')`;
    expect(await brokenAfter(freezeBefore)).toEqual({});
  });

  it('names what is pending past its deadline and one sweep', async () => {
    const broken = await brokenAfter(
      `update authorizations set state = 'pending', resolved_at = null, deadline_at = now() - interval '1 minute'`,
    );
    expect(broken['5 nothing pending past its deadline']).toEqual([
      expect.stringContaining(`authorization ${id(4)} is pending`),
    ]);
  });

  it('names a hold that outlived its expiry', async () => {
    const broken = await brokenAfter(`update holds set expires_at = now() - interval '1 minute'`);
    expect(broken['10 holds end in time']).toEqual([expect.stringContaining(`hold ${id(6)} is placed`)]);
  });
});
