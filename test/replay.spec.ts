import { consumerLag, readTopics } from '@mayfly/messaging';
import { HttpTransport } from '../apps/network-simulator/src/network/http-transport';
import { playOver } from '../apps/network-simulator/src/scenarios/play-over';
import { readScenarios } from '../apps/network-simulator/src/scenarios/read-scenarios';
import { runCommand } from './support/command';
import { rowsByTable } from './support/rows-by-table';
import { RunningMayfly } from './support/running-mayfly';

/** Who owns which part of the outbox: changes with every start, and is nothing that happened. */
const ownership = ['cards.outbox_lease', 'cards.outbox_relay'];

/** When a key was used last is written down some time after it was: the callers' doing, not that of a redelivery. */
function withoutLastUse(row: string): string {
  return row.replace(/,"last_used_at":(null|"[^"]*")/, '');
}

describe('every topic delivered once more, from its beginning', () => {
  let mayfly: RunningMayfly;
  let before: Awaited<ReturnType<typeof everyRow>>;

  beforeAll(async () => {
    // Scenarios set the clock ahead, which a card service takes at its start in a simulated system only.
    const env = { STAND_IN_MINOR: '5000', DECISION_DEADLINE_MS: '4000', MAYFLY_SYSTEM: 'local' };
    mayfly = await RunningMayfly.start({ env });
    const { cardDatabaseUrl, assessmentDatabaseUrl } = mayfly.system;
    const scene = await mayfly.stage();
    const playing = { cardDatabaseUrl, assessmentDatabaseUrl, seed: 1, onPlayed: () => undefined };
    const played = await playOver(new HttpTransport(scene.network, 'visa'), scene, readScenarios(), playing);
    expect(played.flatMap(({ deviations }) => deviations)).toEqual([]);
    await mayfly.settle();
    before = await everyRow();
    await deliverEverythingAgain();
  }, 180_000);

  afterAll(() => mayfly.stop(), 30_000);

  it('changes nothing in either database', async () => {
    expect(before['cards.authorizations']?.length).toBeGreaterThan(40);
    expect(await everyRow()).toEqual(before);
  });

  it('gives every redelivered request its stored decision again, to the byte', async () => {
    const published = new Map<string, string[]>();
    await readTopics(mayfly.kafka, ['authorization.decided.v1'], (records) => {
      for (const { headers, value } of records) {
        const id = headers['ce_id']?.toString() ?? '';
        published.set(id, [...(published.get(id) ?? []), value?.toString() ?? '']);
      }
    });
    expect(published.size).toBe(before['assessments.decisions']?.length);
    for (const copies of published.values()) {
      expect(copies.length).toBeGreaterThan(1);
      expect(new Set(copies).size).toBe(1);
    }
  });

  it('leaves every decision as one that comes out the same when it is run again', async () => {
    const { exitCode, printed } = await runCommand(mayfly, 'operations', 'replay', '--since', '1h');
    expect(printed).toContain('✓ every decision comes out the same');
    expect(printed).toContain(`${before['assessments.decisions']?.length} the same, byte for byte`);
    expect(exitCode).toBe(0);
  });

  it('breaks no invariant', async () => {
    expect(await mayfly.violations()).toEqual([]);
  });

  async function everyRow(): Promise<Record<string, readonly string[]>> {
    const databases = {
      cards: await rowsByTable(mayfly.cards),
      assessments: await rowsByTable(mayfly.assessments),
    };
    const tables = Object.entries(databases).flatMap(([database, contents]) =>
      Object.entries(contents).map(
        ([table, rows]) => [`${database}.${table}`, rows.map(withoutLastUse)] as const,
      ),
    );
    return Object.fromEntries(tables.filter(([table]) => !ownership.includes(table)));
  }

  /** Resets every consumer group to offset zero, as an operator would: with its members stopped. */
  async function deliverEverythingAgain(): Promise<void> {
    const processes = [...mayfly.system.cardServices, ...mayfly.system.workers].map(({ process }) => process);
    const lags = await consumerLag(mayfly.kafka);
    await Promise.all(processes.map((process) => process.stop()));
    const admin = await mayfly.kafka.admin();
    const subscriptions = new Set(lags.map(({ groupId, topic }) => JSON.stringify({ groupId, topic })));
    for (const subscription of subscriptions) {
      const { groupId, topic } = JSON.parse(subscription) as { groupId: string; topic: string };
      const names = { groupId: mayfly.kafka.prefixed(groupId), topic: mayfly.kafka.prefixed(topic) };
      await admin.resetOffsets({ ...names, earliest: true });
    }
    await Promise.all(processes.map((process) => process.restart()));
    await mayfly.settle();
  }
});
