import { createHmac } from 'node:crypto';
import { Client } from 'undici';

/** How a network is known to the service. */
export interface NetworkAccess {
  readonly apiKey: string;
  readonly signingSecret: string;
}

/** A message, signed and ready to be sent. */
export interface SignedCall {
  readonly path: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** What came back. */
export interface CallAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Longer than any deadline of the service. */
const answeredWithinMs = 15_000;

/** Signs a message for the moment at which it is to be sent. */
export function signedCall(
  { apiKey, signingSecret }: NetworkAccess,
  path: string,
  message: object,
  atMs: number,
): SignedCall {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(atMs / 1_000));
  const mac = createHmac('sha256', signingSecret)
    .update(`${timestamp}\nPOST\n${path}\n${body}`)
    .digest('hex');
  return {
    path,
    body,
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'mayfly-timestamp': timestamp,
      'mayfly-signature': `v1=${mac}`,
    },
  };
}

/** Opened at the same time: more would have to wait for the service to accept them, a second or three by TCP's clock. */
const openedAtOnce = 50;

/**
 * Connections to the instances of the service, one for each call in flight, as networks keep them: open before the first call, and
 * used again.
 */
export class NetworkCaller {
  readonly #free: Client[] = [];
  readonly #all: Client[] = [];

  private constructor(private readonly urls: readonly string[]) {}

  /** With so many connections; more are opened when more calls are in flight. */
  static async open(urls: readonly string[], connections: number): Promise<NetworkCaller> {
    const caller = new NetworkCaller(urls);
    while (caller.#all.length < connections) {
      const clients = Array.from({ length: openedAtOnce }, () => caller.newClient());
      await Promise.all(
        clients.map(async (client) => {
          await (await client.request({ method: 'GET', path: '/health/live' })).body.dump();
          caller.#free.push(client);
        }),
      );
    }
    return caller;
  }

  /** @throws whatever undici throws when no answer comes */
  async call({ path, body, headers }: SignedCall): Promise<CallAnswer> {
    // The last one that was used: what is not needed is left alone.
    const client = this.#free.pop() ?? this.newClient();
    try {
      const answer = await client.request({ method: 'POST', path, body, headers });
      return { status: answer.statusCode, body: (await answer.body.json()) as CallAnswer['body'] };
    } finally {
      this.#free.push(client);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((client) => client.destroy()));
  }

  private newClient(): Client {
    const url = this.urls[this.#all.length % this.urls.length];
    if (url === undefined) throw new Error('there is nobody to call');
    const client = new Client(url, {
      headersTimeout: answeredWithinMs,
      bodyTimeout: answeredWithinMs,
      keepAliveTimeout: 60_000,
    });
    this.#all.push(client);
    return client;
  }
}
