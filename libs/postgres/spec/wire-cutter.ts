import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to PostgreSQL that can be cut. */
export interface WireCutter {
  /** The database's URL by way of this line. */
  readonly url: string;
  /** Cuts when the client next sends this text: before PostgreSQL gets it, or after PostgreSQL has answered it. */
  cutAt(text: string, when: 'before' | 'after'): void;
  /** From now on nothing gets through, in neither direction, and nobody is told. */
  freeze(): void;
  /** Cuts all connections and refuses new ones. */
  refuse(): Promise<void>;
  /** Cuts all connections and drops so many new ones as soon as they come; resolves when that many have come. */
  turnAway(connections: number): Promise<void>;
  /** Takes connections again, on the same port. */
  accept(): Promise<void>;
  close(): Promise<void>;
}

export async function createWireCutter(databaseUrl: string): Promise<WireCutter> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let cut: { text: string; when: 'before' | 'after' } | undefined;
  let frozen = false;
  let toTurnAway = 0;
  let allTurnedAway: () => void = () => undefined;

  const server = createServer((client) => {
    if (toTurnAway > 0) {
      client.destroy();
      toTurnAway -= 1;
      if (toTurnAway === 0) allTurnedAway();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    let cutOnAnswer = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', end);
      socket.on('error', end);
    }
    client.on('data', (bytes) => {
      if (frozen) return;
      if (cut && bytes.includes(cut.text)) {
        if (cut.when === 'before') {
          end();
          return;
        }
        cutOnAnswer = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (frozen) return;
      if (cutOnAnswer) end();
      else client.write(bytes);
    });
  });
  const listenOn = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  await listenOn(0);
  const { port } = server.address() as AddressInfo;
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const refuse = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      cutAll();
    });

  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cutAt: (text, when) => {
      cut = { text, when };
    },
    freeze: () => {
      frozen = true;
    },
    refuse,
    turnAway: (connections) =>
      new Promise((resolve) => {
        toTurnAway = connections;
        allTurnedAway = resolve;
        cutAll();
      }),
    accept: () => listenOn(port),
    close: refuse,
  };
}
