import { Random } from '@mayfly/fraud-world';
import { Codec, defaultFraming, dialects, frame } from '@mayfly/iso8583';
import { connect } from 'node:net';
import { CardServiceApp } from '../../spec/card-service-app';
import { eventually } from '../../../../test/support/eventually';
import { NetworkClient, purchaseMessage } from '../../../../test/support/iso8583/network-client';
import { Iso8583Port } from './iso8583-port';

/** `PORT_FRAMES=100000 npx jest mutated-frames` tries as many. */
const frames = Number(process.env['PORT_FRAMES'] ?? 3_000);
const callers = 8;
const seedOfRun = 20_261_127;
const codec = new Codec({ dialect: dialects.asciiBinary });

describe('mutated frames at the open port', () => {
  let app: CardServiceApp;

  beforeAll(async () => {
    const link = {
      name: 'open',
      networkId: '018f8583-0000-7000-8000-000000000001',
      scheme: 'visa',
      listen: { host: '127.0.0.1', port: 0 },
      mostConnections: callers + 4,
      // A length that lies makes both ends wait for what never comes.
      idleMs: 500,
    };
    app = await CardServiceApp.start({ ISO8583_LINKS: JSON.stringify([link]), LOG_LEVEL: 'silent' });
  });
  afterAll(async () => {
    await app.stop();
  });

  const port = () => app.service.app.get(Iso8583Port).addresses['open']?.port ?? 0;

  async function openConnections(): Promise<number> {
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    return Number(/mayfly_iso8583_connections\{link="open"\} (\d+)/.exec(metrics)?.[1] ?? -1);
  }

  /** Sends mutations of a purchase, calling again whenever the line is closed. */
  async function mutate(share: number, numbers: Random): Promise<void> {
    const card = { number: '9999000012345674', expiry: '3011', cvv2: '123' };
    let left = share;
    while (left > 0) {
      const client = await eventually(() => NetworkClient.signedOn(port()), 60_000);
      while (left > 0 && !client.socket.destroyed) {
        left -= 1;
        const written = client.socket.write(
          mutated(frame(codec.pack(purchaseMessage(card)), defaultFraming), numbers),
        );
        if (!written || left % 20 === 0)
          await Promise.race([client.manage('301').catch(() => undefined), client.closed]);
      }
      await client.hangUp();
    }
  }

  it('crash nothing, approve nothing, leave no line open, and the next caller is served', async () => {
    const numbers = new Random(seedOfRun, 'frames');
    const before = process.memoryUsage().heapUsed;
    await Promise.all(Array.from({ length: callers }, () => mutate(Math.ceil(frames / callers), numbers)));
    const { rows } = await app.pool.query(`select from authorizations where state <> 'declined'`);
    expect(rows).toEqual([]);
    await eventually(async () => {
      expect(await openConnections()).toBe(0);
    });
    const grownMb = (process.memoryUsage().heapUsed - before) / 1e6;
    const last = await NetworkClient.signedOn(port());
    expect(await last.manage('301')).toMatchObject({ fields: { 39: '00' } });
    await last.hangUp();
    // 100,000 frames of 200 bytes that were kept would be seen here.
    expect(grownMb).toBeLessThan(150);
    process.stdout.write(`${frames} mutated frames: heap ${grownMb.toFixed(0)} MB more than before\n`);
  }, 600_000);

  it('cut anywhere wait for their rest, and cost nothing but that', async () => {
    const half = connect(port(), '127.0.0.1');
    half.on('error', () => undefined);
    half.write(Buffer.from([0x00, 0xc8, 0x30]));
    const other = await NetworkClient.signedOn(port());
    expect(await other.manage('301')).toMatchObject({ fields: { 39: '00' } });
    half.destroy();
    await other.hangUp();
  });
});

/** Bits turned, bytes cut out, put in or replaced, the length left to lie. */
function mutated(bytes: Buffer, numbers: Random): Buffer {
  const copy = Buffer.from(bytes);
  const place = numbers.below(copy.length);
  switch (numbers.below(5)) {
    case 0:
      copy[place] = (copy[place] ?? 0) ^ (1 << numbers.below(8));
      return copy;
    case 1:
      return Buffer.concat([copy.subarray(0, place), copy.subarray(place + 1 + numbers.below(8))]);
    case 2:
      return Buffer.concat([
        copy.subarray(0, place),
        Buffer.from([numbers.below(256)]),
        copy.subarray(place),
      ]);
    case 3:
      copy.fill(numbers.below(256), place, Math.min(copy.length, place + 1 + numbers.below(16)));
      return copy;
    default:
      copy.writeUInt16BE(numbers.below(65_536), 0);
      return copy;
  }
}
