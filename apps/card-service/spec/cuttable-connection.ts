import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP way to a server that a test can cut, as when the server or the network goes away, and mend again. */
export class CuttableConnection {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  static async to(host: string, port: number): Promise<CuttableConnection> {
    const connection = new CuttableConnection({ host, port });
    await connection.mend();
    return connection;
  }

  /** Where clients connect. */
  get localPort(): number {
    return this.port;
  }

  /** Breaks every connection and refuses new ones. */
  async cut(): Promise<void> {
    if (this.server === undefined) return;
    const closed = new Promise<void>((resolve) => {
      this.server?.close(() => {
        resolve();
      });
    });
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = undefined;
  }

  /** Takes connections again, on the same port. */
  async mend(): Promise<void> {
    if (this.server !== undefined) return;
    const server = createServer((client) => {
      this.join(client, connect(this.target));
    });
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    this.port = address.port;
    this.server = server;
  }

  private join(client: Socket, upstream: Socket): void {
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  }
}
