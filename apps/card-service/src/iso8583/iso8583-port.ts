import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Log } from '@mayfly/process';
import { loadStatement, type Pool } from '@mayfly/postgres';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { ServiceMetrics } from '../operation/service-metrics';
import { CLOCK, LOG, RANDOM, SETTINGS, SIDE_POOL, type Clock, type RandomSource } from '../providers';
import type { Settings } from '../settings';
import { AnswerMessage } from './answer-message';
import { backoffMs } from './backoff';
import type { Link } from '../links';
import { LinkSession } from './link-session';

const installNetwork = loadStatement(__dirname, 'install-network.sql');

/** The lines to the card networks: listens where they call, calls where they listen, and keeps calling. */
@Injectable()
export class Iso8583Port implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #sessions = new Map<Link, Set<LinkSession>>();
  readonly #servers = new Map<Link, Server>();
  readonly #redials = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(
    @Inject(SIDE_POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'links'>,
    @Inject(LOG) private readonly log: Log,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: RandomSource,
    private readonly metrics: ServiceMetrics,
    private readonly answers: AnswerMessage,
  ) {}

  /** Where the links that are listened on are to be found, by name. */
  get addresses(): Readonly<Record<string, AddressInfo>> {
    return Object.fromEntries(
      [...this.#servers].map(([link, server]) => [link.name, server.address() as AddressInfo]),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    const { links } = this.settings;
    if (links.length === 0) return;
    await installNetwork.rows(this.pool, [
      links.map(({ networkId }) => networkId),
      links.map(({ name }) => name),
      links.map(({ scheme }) => scheme),
    ]);
    for (const link of links) {
      this.#sessions.set(link, new Set());
      if (link.listen === undefined) this.dial(link, 0);
      else await this.listen(link, link.listen);
    }
  }

  /** Before HTTP and the consumer: the decisions that the messages in hand wait for must still come. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    for (const redial of this.#redials) clearTimeout(redial);
    for (const server of this.#servers.values()) server.close();
    const sessions = [...this.#sessions.values()].flatMap((open) => [...open]);
    await Promise.all(sessions.map((session) => session.drain()));
  }

  private async listen(link: Link, { host, port }: { host: string; port: number }): Promise<void> {
    const onSocket = (socket: Socket) => {
      this.open(link, socket, false);
    };
    const server =
      link.tls === undefined
        ? createServer(onSocket)
        : createTlsServer(
            {
              ...link.tls,
              requestCert: true,
              rejectUnauthorized: true,
              // Whoever does not even begin holds one of the places.
              handshakeTimeout: link.idleMs,
            },
            onSocket,
          );
    // Node says that a handshake took too long, and leaves the socket open.
    server.on('tlsClientError', (error: Error, socket: Socket) => {
      this.log.debug({ link: link.name, error: error.message }, 'a caller is turned away');
      socket.destroy();
    });
    server.maxConnections = link.mostConnections;
    this.#servers.set(link, server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
    server.on('error', (error: Error) =>
      this.log.error({ link: link.name, error: error.message }, 'a link is not listened on'),
    );
    this.log.info({ link: link.name, ...this.addresses[link.name] }, 'listening for a card network');
  }

  /** Calls until somebody answers, and again when the line goes down. */
  private dial(link: Link, failed: number): void {
    if (this.#stopped || link.dial === undefined) return;
    const { host, port } = link.dial;
    const socket = link.tls === undefined ? connect(port, host) : connectTls({ ...link.tls, host, port });
    let reached = false;
    socket.once(link.tls === undefined ? 'connect' : 'secureConnect', () => {
      reached = true;
      this.open(link, socket, true);
    });
    socket.on('error', (error: Error) => {
      if (!reached) this.log.debug({ link: link.name, error: error.message }, 'nobody answers');
    });
    socket.once('close', () => {
      const waitMs = backoffMs(reached ? 0 : failed, this.random.integerBelow(1_000) / 1_000);
      const redial = setTimeout(() => {
        this.#redials.delete(redial);
        this.dial(link, reached ? 1 : failed + 1);
      }, waitMs);
      this.#redials.add(redial);
    });
  }

  private open(link: Link, socket: Socket, weSignOn: boolean): void {
    const open = this.#sessions.get(link);
    const session = new LinkSession(socket, {
      link,
      weSignOn,
      clock: this.clock,
      log: this.log,
      answer: (message) => this.answers.execute(message, link),
      onFate: (fate) => {
        this.metrics.frameTaken(link.name, fate);
      },
    });
    open?.add(session);
    this.metrics.linksOpen(link.name, open?.size ?? 0);
    socket.once('close', () => {
      open?.delete(session);
      this.metrics.linksOpen(link.name, open?.size ?? 0);
    });
  }
}
