import { startServers, type LocalServers, type RestartableProcess } from '@mayfly/local-stack';
import { RunningMayfly } from './support/running-mayfly';
import { SteadyLoad } from './support/steady-load';

/** The sweeper comes by once a second and leaves half a second to whoever waits; the rest is for a busy machine. */
const mostPastDeadlineMs = 5_000;

describe('kill -9 under a steady load at two card services', () => {
  const undo: (() => Promise<void>)[] = [];
  let servers: LocalServers;
  let mayfly: RunningMayfly;
  let load: SteadyLoad;

  beforeAll(async () => {
    servers = await startServers();
    undo.push(() => servers.stop());
    mayfly = await RunningMayfly.start({ servers, env: { DECISION_DEADLINE_MS: '2000' }, cardServices: 2 });
    undo.push(() => mayfly.stop());
    load = await SteadyLoad.start([await mayfly.stage(0), await mayfly.stage(1)]);
    undo.push(() => load.stop());
    await load.untilApproved(20);
  }, 120_000);

  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  }, 60_000);

  it.each<[string, () => RestartableProcess | undefined]>([
    ['the worker', () => mayfly.system.workers[0]?.process],
    ['a card service', () => mayfly.system.cardServices[0]?.process],
    ['the broker', () => servers.kafka.server],
  ])(
    '%s dies, is started again, and purchases are approved again',
    async (_, victim) => {
      const process = victim();
      await process?.kill('SIGKILL');
      expect(process?.running).toBe(false);
      await process?.restart();
      await load.untilApproved(20);
    },
    90_000,
  );

  it('and then every invariant holds, and every event is in Kafka', async () => {
    await load.stop();
    expect(await mayfly.violations()).toEqual([]);
  }, 90_000);

  it('nothing was pending past its deadline and one sweep', async () => {
    const { rows } = await mayfly.cards.query<{ authorization: string }>(
      `select format('%s ended %s past its deadline', id, resolved_at - deadline_at) as authorization
       from authorizations where resolved_at > deadline_at + $1 * interval '1 millisecond'`,
      [mostPastDeadlineMs],
    );
    expect(rows).toEqual([]);
  });

  it('what was answered is what is stored', async () => {
    const { rows } = await mayfly.cards.query<{ id: string; state: string }>(
      'select id, state from authorizations',
    );
    const stored = new Map(rows.map(({ id, state }) => [id, state]));
    const answered = load.sent.flatMap(({ answer }) => (answer?.status === 200 ? [answer.body] : []));
    // The deaths were felt: while nobody assessed, purchases ran out of time.
    expect(answered.map(({ state }) => state)).toEqual(expect.arrayContaining(['approved', 'timed_out']));
    for (const { authorizationId, state } of answered) {
      expect([authorizationId, stored.get(String(authorizationId))]).toEqual([authorizationId, state]);
    }
  });

  it('a network that got no answer, or 503, repeats its message and learns what became of it', async () => {
    const unanswered = load.sent.filter(({ answer }) => answer?.status !== 200);
    for (const { scene, message, answer } of unanswered) {
      expect([undefined, 503]).toContain(answer?.status);
      const first = await scene.authorize(message);
      expect(first.status).toBe(200);
      expect(await scene.authorize(message)).toEqual(first);
    }
    expect(await mayfly.violations()).toEqual([]);
  }, 90_000);
});
