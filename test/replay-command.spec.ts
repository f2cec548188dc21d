import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { disposableDatabase, type DisposableDatabase } from '@mayfly/local-stack';
import { createPool, type Pool } from '@mayfly/postgres';
import { replayCommand } from '../apps/operations/src/replay/replay-command';
import { writeCandidate } from './assessment/candidate-files';
import { policy } from './assessment/policies';
import { runShopping } from './assessment/run-shopping';
import { Shopping } from './assessment/shopping';
import { workerMigrations } from '../apps/assessment-worker/spec/worker-scene';

const purchases = 600;

let database: DisposableDatabase;
let pool: Pool;
let directory: string;

beforeAll(async () => {
  Logger.overrideLogger(false);
  directory = mkdtempSync(join(tmpdir(), 'replay-spec-'));
  database = await disposableDatabase(process.env['TEST_POSTGRES_URL'] ?? '', workerMigrations);
  pool = createPool(database.url, { max: 2, applicationName: 'replay spec', statementTimeoutMs: 60_000 });
  await runShopping(pool, policy, new Shopping(7, purchases));
});

afterAll(async () => {
  await pool.end();
  await database.drop();
  rmSync(directory, { recursive: true });
});

async function replay(...args: readonly string[]): Promise<{ exitCode: number; lines: string[] }> {
  const lines: string[] = [];
  const screen = { line: (line: string) => void lines.push(line), footer: () => undefined };
  const exitCode = await replayCommand(args, { assessmentDatabaseUrl: database.url }, screen);
  return { exitCode, lines };
}

/** Any decision with this outcome. */
async function idsOf(outcome: string): Promise<{ decision_id: string; authorization_id: string }> {
  const query =
    "select decision_id, authorization_id from decisions where event->>'outcome' = $1 order by decision_id limit 1";
  const { rows } = await pool.query<{ decision_id: string; authorization_id: string }>(query, [outcome]);
  if (rows[0] === undefined) throw new Error(`nothing ${outcome}`);
  return rows[0];
}

/** Runs `work` while a decision is another than was made. */
async function withTampered<T>(decisionId: string, change: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await pool.query(
    'select event, snapshot, snapshot_hash from decisions where decision_id = $1',
    [decisionId],
  );
  const kept = rows[0] as { event: unknown; snapshot: string; snapshot_hash: string };
  await pool.query(`update decisions set ${change} where decision_id = $1`, [decisionId]);
  try {
    return await work();
  } finally {
    await pool.query(
      'update decisions set event = $2, snapshot = $3, snapshot_hash = $4 where decision_id = $1',
      [decisionId, JSON.stringify(kept.event), kept.snapshot, kept.snapshot_hash],
    );
  }
}

describe('npm run replay', () => {
  it('tells what a decision was, by its own id or by that of its authorization, and that it is the same again', async () => {
    const ids = await idsOf('declined');
    const byDecision = await replay('--decision', ids.decision_id);
    expect(byDecision.exitCode).toBe(0);
    expect(byDecision.lines[0]).toContain(ids.decision_id);
    expect(byDecision.lines.join('\n')).toMatch(
      /decided .* by policy-1[^]*outcome +declined \((credit|policy)\)[^]*scores +credit/,
    );
    expect(byDecision.lines.at(-1)).toBe('✓ run again by policy-1: the same, byte for byte');
    expect(await replay('--decision', ids.authorization_id)).toEqual(byDecision);
  });

  it('exits with 1 and says what differs when the stored decision is not what was decided', async () => {
    const { decision_id: id } = await idsOf('declined');
    const change = `event = jsonb_set(event::jsonb, '{outcome}', '"approved"')`;
    const { exitCode, lines } = await withTampered(id, change, () => replay('--decision', id));
    expect(exitCode).toBe(1);
    expect(lines.slice(-4)).toEqual([
      '✗ run again by policy-1: not the same',
      '    outcome',
      '      stored  "approved"',
      '      again   "declined"',
    ]);
  });

  it.each([
    ['another amount in the snapshot', `snapshot = replace(snapshot, '"amountMinor":', '"amountMinor":1')`],
    ['a policy that nobody knows', `event = jsonb_set(event::jsonb, '{policyVersion}', '"policy-0"')`],
  ])('finds one decision among all with %s', async (_name, change) => {
    const { decision_id: id } = await idsOf('approved');
    const since = new Date(Date.now() - 600_000).toISOString();
    const { exitCode, lines } = await withTampered(id, change, () => replay('--since', since));
    expect(exitCode).toBe(1);
    expect(lines[0]).toContain(id);
    expect(lines.at(-1)).toBe('✗ 1 decisions do not come out the same');
  });

  it('runs everything since a time, and nothing before it', async () => {
    const all = await replay('--since', '1d');
    expect(all.exitCode).toBe(0);
    expect(all.lines[0]).toBe(
      `${purchases} decisions run again: ${purchases} the same, byte for byte, 0 not the same, 0 could not be run`,
    );
    const none = await replay('--since', new Date(Date.now() + 60_000).toISOString());
    expect(none.lines[0]).toMatch(/^0 decisions/);
  });

  it('says who would be decided otherwise by a candidate, and what it would cost', async () => {
    const { rows } = await pool.query<{ count: bigint; reported: bigint }>(
      `select count(*) as count, count(fraud_reported_at_ms) as reported
       from decisions join purchases using (authorization_id) where event->>'outcome' = 'approved'`,
    );
    const approved = rows[0];
    expect(approved?.reported).toBeGreaterThan(0n);
    const suspicious = writeCandidate(directory, 'suspicious', { threshold: 0 });
    const { exitCode, lines } = await replay('--candidate', suspicious, '--limit', '3');
    const said = lines.join('\n');
    expect(exitCode).toBe(0);
    expect(said).toContain(`${approved?.count} of ${purchases} would be decided otherwise`);
    expect(said).toContain('by suspicious 0.00 % (0)');
    expect(said).toContain(`newly declined: ${approved?.count} purchases`);
    expect(said).toContain(`frauds newly stopped: ${approved?.reported} known`);
    expect(said).toContain(`and ${Number(approved?.count) - 3} more`);
    expect(said).toContain('What this assumes:');
  });

  it('finds nothing otherwise by a candidate that decides alike', async () => {
    const same = writeCandidate(directory, 'same');
    const { lines } = await replay('--candidate', same, '--since', '1d');
    expect(lines).toContain(
      `0 of ${purchases} would be decided otherwise; 0 more are declined by another part.`,
    );
    expect(lines).toContain('It would cost and spare nothing.');
  });

  it('asks for a question when it is given none, or two, and names an option that is wrong', async () => {
    const id = '0199c7a2-2222-7222-8222-0000000000e1';
    await expect(replay()).rejects.toThrow('One of --decision, --since and --candidate is needed');
    await expect(replay('--decision', id, '--since', '1h')).rejects.toThrow('--decision stands alone');
    await expect(replay('--since', 'yesterday')).rejects.toThrow('--since: an instant such as');
    await expect(replay('--decision', 'nonsense')).rejects.toThrow('--decision: the id of a decision');
    await expect(replay('--since', '1h', '--limit', 'all')).rejects.toThrow('--limit: a whole number');
    await expect(replay('--candidate', join(directory, 'none.json'))).rejects.toThrow('no such file');
  });
});
