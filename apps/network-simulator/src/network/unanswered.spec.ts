import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { dialects } from '@mayfly/iso8583';
import { MayflyApi } from '../client/mayfly-api';
import { bookshop } from '../client/scene';
import { HttpTransport } from './http-transport';
import { Iso8583Transport } from './iso8583-transport';
import { Line } from './line';
import type { Said, Transport } from './said';
import { Unanswered, type Why, unanswered } from './unanswered';

const said: Said = {
  kind: 'purchase',
  key: { acquirerId: '400123', terminalId: 'WEB00001', stan: '000001', transmittedAt: new Date(0) },
  card: { number: '9999000000000007', expiry: '3012', cvv2: '123' },
  amountMinor: 100,
  currency: 'EUR',
  merchant: bookshop,
  entryMode: 'ecommerce',
};

async function listening(onCall: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    onCall(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as { port: number }).port };
}

/** Why a purchase gets no answer at whoever listens like this; undefined: nobody does. */
async function whyAt(
  transportTo: (port: number) => Transport,
  onCall: ((socket: Socket) => void) | undefined,
): Promise<Why | undefined> {
  const { server, port } = await listening(onCall ?? (() => undefined));
  if (onCall === undefined) server.close();
  const failure: unknown = await transportTo(port)
    .send(said)
    .catch((error: unknown) => error);
  server.close();
  return failure instanceof Unanswered ? failure.why : undefined;
}

const http = (port: number): Transport =>
  new HttpTransport(new MayflyApi({ url: `http://127.0.0.1:${port}`, apiKey: 'k' }), 'visa');
const iso8583 = (port: number): Transport =>
  new Iso8583Transport(new Line({ host: '127.0.0.1', port, dialect: dialects.asciiBinary }), 'visa');

describe('a message without an answer says why', () => {
  it.each<[Why, (port: number) => Transport, ((socket: Socket) => void) | undefined]>([
    ['connection refused', http, undefined],
    ['connection reset', http, (socket) => socket.once('data', () => socket.destroy())],
    [
      'its answer cannot be read',
      http,
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nnone')),
    ],
    ['connection refused', iso8583, undefined],
    ['the line went down', iso8583, (socket) => socket.once('data', () => socket.destroy())],
  ])('%s', async (why, transportTo, onCall) => {
    expect(await whyAt(transportTo, onCall)).toBe(why);
  });

  it('when it took too long', () => {
    expect(unanswered(new DOMException('This operation was aborted', 'AbortError')).why).toBe(
      'no answer within 10 s',
    );
  });

  it('in words of its own when it is something that nobody thought of', () => {
    expect(unanswered(new Error('odd'))).toMatchObject({ why: 'something else', message: 'odd' });
  });
});
