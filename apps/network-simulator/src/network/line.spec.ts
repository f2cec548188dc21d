import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import {
  answerTo,
  Codec,
  defaultFraming,
  dialects,
  frame,
  FrameSplitter,
  type Message,
} from '@mayfly/iso8583';
import { Line } from './line';

const codec = new Codec({ dialect: dialects.asciiBinary });

/** Answers everything, a message a little later than a sign-on. */
function answering(socket: Socket): void {
  const splitter = new FrameSplitter(defaultFraming);
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    for (const bytes of splitter.push(chunk).messages) {
      const message = codec.unpack(bytes);
      const answer = answerTo(message, { 39: '00' });
      if (answer !== undefined)
        setTimeout(
          () => socket.write(frame(codec.pack(answer), defaultFraming)),
          message.mti === '0800' ? 0 : 5,
        );
    }
  });
}

const echo = (stan: number): Message => ({
  mti: '0800',
  fields: { 7: '1127053748', 11: String(stan).padStart(6, '0'), 70: '301' },
});

describe('a line that is cut, and refused, again and again while others speak over it', () => {
  let server: Server;
  const open = new Set<Socket>();
  let calls = 0;

  beforeAll(async () => {
    server = createServer((socket) => {
      calls += 1;
      // As a service does that has as many lines as it takes.
      if (calls % 3 === 0) return void socket.destroy();
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      answering(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });

  it('is one line at its end, and none when it is closed', async () => {
    const { port } = server.address() as { port: number };
    const line = new Line({ host: '127.0.0.1', port, dialect: dialects.asciiBinary });
    for (let round = 0; round < 12; round += 1) {
      await Promise.all([
        ...Array.from({ length: 4 }, (_, nth) => line.say(echo(100 + nth)).catch(() => undefined)),
        line.cutOff(echo(200)).catch(() => undefined),
        line
          .cutOff(echo(201))
          .then(() => line.say(echo(300)))
          .catch(() => undefined),
      ]);
    }
    await line.say(echo(400));
    await line.close();
    const untilMs = performance.now() + 1_000;
    while (open.size > 0 && performance.now() < untilMs) await new Promise((turn) => setTimeout(turn, 10));
    expect(open.size).toBe(0);
  });
});
