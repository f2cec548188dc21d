import { createHmac } from 'node:crypto';
import { Pool } from 'undici';

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

/** Connections to the instances of the service, which get the calls in turn; as many of each as there are calls in flight. */
export class NetworkCaller {
  readonly #pools: readonly Pool[];
  #next = 0;

  constructor(urls: readonly string[]) {
    this.#pools = urls.map(
      (url) =>
        new Pool(url, {
          headersTimeout: answeredWithinMs,
          bodyTimeout: answeredWithinMs,
          keepAliveTimeout: 60_000,
        }),
    );
  }

  /** @throws whatever undici throws when no answer comes */
  async call({ path, body, headers }: SignedCall): Promise<CallAnswer> {
    const pool = this.#pools[this.#next++ % this.#pools.length];
    if (pool === undefined) throw new Error('there is nobody to call');
    const answer = await pool.request({ method: 'POST', path, body, headers });
    return { status: answer.statusCode, body: (await answer.body.json()) as CallAnswer['body'] };
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.destroy()));
  }
}
