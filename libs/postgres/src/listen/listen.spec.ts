import { createSpecDatabase, terminate, type SpecDatabase } from '../../spec/spec-database';
import { createWireCutter } from '../../spec/wire-cutter';
import { isUnavailable, listen } from '../index';

let database: SpecDatabase;

beforeAll(async () => {
  database = await createSpecDatabase();
});

afterAll(async () => {
  await database.drop();
});

/** Collects what arrives, and lets a test wait for the next of it. */
class Inbox {
  readonly #arrived: string[] = [];
  #wake: () => void = () => undefined;

  readonly receive = (payload: string): void => {
    this.#arrived.push(payload);
    this.#wake();
  };

  async next(): Promise<string> {
    while (this.#arrived.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#arrived.shift() ?? '';
  }
}

const notify = (channel: string, payload: string) =>
  database.sql(`SELECT pg_notify('${channel}', '${payload}')`);

async function listenerPid(applicationName: string): Promise<number> {
  const rows = await database.sql<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = '${applicationName}'`,
  );
  return rows[0]?.pid ?? 0;
}

describe('listening', () => {
  test('hands on the payloads of its channel, in order, and of no other', async () => {
    const inbox = new Inbox();
    const listener = await listen(database.url, 'Odd "channel"', inbox.receive);
    await notify('another', 'not for us');
    await notify('Odd "channel"', 'first');
    await notify('Odd "channel"', '');
    await notify('Odd "channel"', 'third');
    expect([await inbox.next(), await inbox.next(), await inbox.next()]).toEqual(['first', '', 'third']);
    await listener.close();
  });

  test('goes on after its connection was ended, and says so', async () => {
    const inbox = new Inbox();
    const reconnects = new Inbox();
    const listener = await listen(database.url, 'ended', inbox.receive, {
      applicationName: 'ended listener',
      onReconnect: () => {
        reconnects.receive('reconnected');
      },
    });
    for (const payload of ['one', 'two']) {
      await terminate(database, await listenerPid('ended listener'));
      await reconnects.next();
      await notify('ended', payload);
      expect(await inbox.next()).toBe(payload);
    }
    await listener.close();
  });

  test('keeps trying while PostgreSQL is away', async () => {
    const wire = await createWireCutter(database.url);
    const inbox = new Inbox();
    const reconnects = new Inbox();
    const listener = await listen(wire.url, 'outage', inbox.receive, {
      onReconnect: () => {
        reconnects.receive('reconnected');
      },
    });
    await wire.turnAway(3);
    await reconnects.next();
    await notify('outage', 'after');
    expect(await inbox.next()).toBe('after');
    await listener.close();
    await wire.close();
  });

  test('ends for good when closed, also in the middle of an outage', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const wire = await createWireCutter(database.url);
    const timersBefore = timers();
    const listener = await listen(wire.url, 'closed', () => undefined);
    await wire.turnAway(2);
    await listener.close();
    await wire.refuse();
    expect(timers()).toBe(timersBefore);
  });

  test('closes in bounded time when the server says nothing any more', async () => {
    const wire = await createWireCutter(database.url);
    const listener = await listen(wire.url, 'frozen', () => undefined);
    wire.freeze();
    const startedAtMs = performance.now();
    await listener.close();
    expect(performance.now() - startedAtMs).toBeLessThan(3_000);
    await wire.close();
  });

  test('does not begin while PostgreSQL is away', async () => {
    const wire = await createWireCutter(database.url);
    await wire.refuse();
    const error: unknown = await listen(wire.url, 'away', () => undefined).catch((thrown: unknown) => thrown);
    expect(isUnavailable(error)).toBe(true);
  });
});
